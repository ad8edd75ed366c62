using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Rounds, encodes and decodes a matrix by blocks of one scale. Where blocks are runs of 2^k ≥ 8 elements laid end to end, or
/// all is one block, the kernels look scales up themselves; long runs take a call each, with zero points too; else the scales
/// of a row are spread over its elements, a stretch at a time.
/// </summary>
readonly ref struct ScaledBlocks : IDisposable
{
    const int Stretch = 1024, LongRun = 64, PackStretch = 30 * 256; // a multiple of what any packing kernel takes a turn

    readonly NumberFormat _format;
    readonly ScaleGrid _grid;
    readonly ReadOnlySpan<float> _scales, _inverses;
    readonly ReadOnlySpan<int> _zeroPoints;
    readonly RoundingMode _mode;
    readonly RandomStream _random;
    readonly ulong _firstIndex;
    readonly int _following;
    readonly float[] _pooled, _scratch;

    /// <param name="format">The numbers.</param>
    /// <param name="grid">The blocks.</param>
    /// <param name="scales">Their scales, or empty.</param>
    /// <param name="zeroPoints">Their zero points, or empty.</param>
    /// <param name="mode">How to round.</param>
    /// <param name="random">Random words.</param>
    /// <param name="firstIndex">Index of the first element's word.</param>
    /// <param name="following">Elements that lie behind the matrix in memory and are next.</param>
    internal ScaledBlocks(
        NumberFormat format, ScaleGrid grid, ReadOnlySpan<float> scales, ReadOnlySpan<int> zeroPoints, RoundingMode mode,
        RandomStream random, ulong firstIndex, int following = 0)
    {
        (_format, _grid, _mode, _random, _firstIndex, _following) = (format, grid, mode, random, firstIndex, following);
        int count = grid.ScaleCount;
        _pooled = ArrayPool<float>.Shared.Rent(2 * count);
        _scratch = ArrayPool<float>.Shared.Rent(3 * Stretch);
        var ones = _pooled.AsSpan(count, count);
        if (scales.IsEmpty)
        {
            ones.Fill(1);
        }
        _scales = scales.IsEmpty ? ones : scales[..count];
        _zeroPoints = zeroPoints.IsEmpty ? default : zeroPoints[..count];
        var inverses = _pooled.AsSpan(0, count);
        Invert(_scales, inverses);
        _inverses = inverses;
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_pooled);
        ArrayPool<float>.Shared.Return(_scratch);
    }

    /// <summary>Numbers on the scaled grids.</summary>
    internal void Round(ReadOnlySpan<float> values, KernelPath path, Span<float> destination)
    {
        destination = destination[..values.Length];
        if (values.Overlaps(destination, out int offset) && offset != 0)
        {
            throw new ArgumentException("The destination overlaps the values. Use the same memory or other memory.", nameof(destination));
        }
        if (IsLaidOut)
        {
            _format.RoundScaled(values, _mode, LaidOut, path, destination);
        }
        else if (AreShifted(path, out var integers))
        {
            foreach (var run in _grid)
            {
                integers.RoundAffine(
                    values.Slice(run.Start, run.Length), _zeroPoints[run.Scale], _mode, Of(run), path,
                    destination.Slice(run.Start, run.Length));
            }
        }
        else if (IsLong)
        {
            foreach (var run in _grid)
            {
                _format.RoundScaled(
                    values.Slice(run.Start, run.Length), _mode, Of(run), path, destination.Slice(run.Start, run.Length));
            }
        }
        else
        {
            RoundSpread(values, path, destination);
        }
    }

    /// <summary>Packed codes; above 8 bits two bytes each.</summary>
    internal void Encode(ReadOnlySpan<float> values, KernelPath path, Span<byte> packed)
    {
        if (_format.CodeBits > 8)
        {
            EncodeAll(values, path, MemoryMarshal.Cast<byte, ushort>(packed));
            return;
        }
        int perByte = CodePacking.CodesPerByte(_format);
        if (perByte == 1)
        {
            EncodeAll(values, path, packed);
            return;
        }
        int stretch = IsLaidOut ? PackStretch : values.Length;
        var codes = ArrayPool<byte>.Shared.Rent(stretch);
        for (int start = 0; start < values.Length; start += stretch)
        {
            int length = Math.Min(stretch, values.Length - start);
            if (IsLaidOut)
            {
                var call = LaidOut.From(start, values.Length - start - length);
                _format.EncodeScaled(values.Slice(start, length), _mode, call, path, codes.AsSpan());
            }
            else
            {
                EncodeAll(values, path, codes.AsSpan());
            }
            CodePacking.Pack(codes.AsSpan(0, length), _format, path, packed[(start / perByte)..]);
        }
        ArrayPool<byte>.Shared.Return(codes);
    }

    /// <summary>Numbers of packed codes.</summary>
    internal void Decode(ReadOnlySpan<byte> packed, KernelPath path, Span<float> destination)
    {
        destination = destination[.._grid.ElementCount];
        if (_format.CodeBits > 8)
        {
            DecodeAll(MemoryMarshal.Cast<byte, ushort>(packed)[..destination.Length], path, destination);
            return;
        }
        int perByte = CodePacking.CodesPerByte(_format);
        if (perByte == 1)
        {
            DecodeAll(packed[..destination.Length], path, destination);
            return;
        }
        int stretch = IsLaidOut ? PackStretch : destination.Length;
        var codes = ArrayPool<byte>.Shared.Rent(stretch);
        for (int start = 0; start < destination.Length; start += stretch)
        {
            int length = Math.Min(stretch, destination.Length - start);
            CodePacking.Unpack(packed[(start / perByte)..], _format, path, codes.AsSpan(0, length));
            if (IsLaidOut)
            {
                _format.DecodeScaled<byte>(codes.AsSpan(0, length), LaidOut.From(start), path, destination[start..]);
            }
            else
            {
                DecodeAll<byte>(codes.AsSpan(0, length), path, destination);
            }
        }
        ArrayPool<byte>.Shared.Return(codes);
    }

    void DecodeAll<TCode>(ReadOnlySpan<TCode> codes, KernelPath path, Span<float> destination)
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        if (IsLaidOut)
        {
            _format.DecodeScaled(codes, LaidOut, path, destination);
            return;
        }
        if (AreShifted(path, out var integers))
        {
            foreach (var run in _grid)
            {
                integers.DecodeAffine(
                    codes.Slice(run.Start, run.Length), _zeroPoints[run.Scale], Of(run), path,
                    destination.Slice(run.Start, run.Length));
            }
            return;
        }
        for (int row = 0; row < _grid.Rows; row++)
        {
            for (int column = 0; column < _grid.Columns; column += Stretch)
            {
                int start = row * _grid.Columns + column, length = Math.Min(Stretch, _grid.Columns - column);
                var part = destination.Slice(start, length);
                _format.DecodeScaled(codes.Slice(start, length), GridCall.Plain(default, 0), path, part);
                FromLevels(part, row, column, part);
            }
        }
    }

    // One block, or runs of 2^k elements laid end to end.
    bool IsLaidOut => _zeroPoints.IsEmpty && _grid.Rows <= 1
        && (_grid.ScaleCount <= 1 || (_grid.BlockColumns >= 8 && int.IsPow2(_grid.BlockColumns)));

    // Long runs with zero points, for the vector kernels.
    bool AreShifted(KernelPath path, [NotNullWhen(true)] out IntegerFormat? integers)
    {
        integers = _zeroPoints.IsEmpty ? null : _format as IntegerFormat;
        return integers is { FractionBits: 0 } && path != KernelPath.Scalar
            && (_grid.BlockColumns >= LongRun || _grid.ScaleCount == 1);
    }

    bool IsLong => _zeroPoints.IsEmpty && _grid.BlockColumns >= LongRun;

    GridCall LaidOut => new(
        _inverses, _scales, _grid.ScaleCount <= 1 ? 31 : int.Log2(_grid.BlockColumns), _random, _firstIndex,
        following: _following);

    GridCall Of(ScaleRun run) => new(
        _inverses.Slice(run.Scale, 1), _scales.Slice(run.Scale, 1), 31, _random, _firstIndex + (ulong)run.Start,
        following: _grid.ElementCount - run.Start - run.Length + _following);

    /// <summary>Codes, one in each byte or word.</summary>
    internal void EncodeAll<TCode>(ReadOnlySpan<float> values, KernelPath path, Span<TCode> codes)
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        if (IsLaidOut)
        {
            _format.EncodeScaled(values, _mode, LaidOut, path, codes);
        }
        else if (AreShifted(path, out var integers))
        {
            foreach (var run in _grid)
            {
                integers.EncodeAffine(
                    values.Slice(run.Start, run.Length), _zeroPoints[run.Scale], _mode, Of(run), path,
                    codes.Slice(run.Start, run.Length));
            }
        }
        else if (IsLong)
        {
            foreach (var run in _grid)
            {
                _format.EncodeScaled(
                    values.Slice(run.Start, run.Length), _mode, Of(run), path, codes.Slice(run.Start, run.Length));
            }
        }
        else
        {
            EncodeSpread(values, path, codes);
        }
    }

    void RoundSpread(ReadOnlySpan<float> values, KernelPath path, Span<float> destination)
    {
        for (int row = 0; row < _grid.Rows; row++)
        {
            for (int column = 0; column < _grid.Columns; column += Stretch)
            {
                int start = row * _grid.Columns + column, length = Math.Min(Stretch, _grid.Columns - column);
                var levels = _scratch.AsSpan(0, length);
                ToUnit(values.Slice(start, length), row, column, levels);
                Steps.RoundScaled(levels, _mode, GridCall.Plain(_random, _firstIndex + (ulong)start), path, levels);
                Shift(levels, row, column);
                FromLevels(levels, row, column, destination.Slice(start, length));
            }
        }
    }

    void EncodeSpread<TCode>(ReadOnlySpan<float> values, KernelPath path, Span<TCode> codes)
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        for (int row = 0; row < _grid.Rows; row++)
        {
            for (int column = 0; column < _grid.Columns; column += Stretch)
            {
                int start = row * _grid.Columns + column, length = Math.Min(Stretch, _grid.Columns - column);
                var levels = _scratch.AsSpan(0, length);
                ToUnit(values.Slice(start, length), row, column, levels);
                var call = GridCall.Plain(_random, _firstIndex + (ulong)start);
                if (!_zeroPoints.IsEmpty)
                {
                    Steps.RoundScaled(levels, _mode, call, path, levels);
                    Shift(levels, row, column);
                    call = GridCall.Plain(default, 0);
                }
                _format.EncodeScaled(levels, _zeroPoints.IsEmpty ? _mode : RoundingMode.NearestEven, call, path, codes.Slice(start, length));
            }
        }
    }

    // With zero points values are rounded to whole steps first and meet the format's ends after the zero point is added.
    NumberFormat Steps => _zeroPoints.IsEmpty ? _format : IntegerFormat.Steps;

    // level = value × inverse scale
    void ToUnit(ReadOnlySpan<float> values, int row, int column, Span<float> levels) =>
        Multiply(values, Spread(_inverses, row, column, values.Length, _scratch.AsSpan(Stretch)), levels);

    // level = level + zero point, within the ends
    void Shift(Span<float> levels, int row, int column)
    {
        if (!_zeroPoints.IsEmpty)
        {
            float min = (float)_format.MinFinite, max = (float)_format.MaxFinite;
            ZeroPoints.Add(levels, Points(row, column, levels.Length), min, max);
        }
    }

    // value = (level − zero point) × scale
    void FromLevels(Span<float> levels, int row, int column, Span<float> values)
    {
        if (!_zeroPoints.IsEmpty)
        {
            ZeroPoints.Subtract(levels, Points(row, column, levels.Length));
        }
        Multiply(levels, Spread(_scales, row, column, levels.Length, _scratch.AsSpan(Stretch)), values);
    }

    ReadOnlySpan<int> Points(int row, int column, int length) =>
        Spread(_zeroPoints, row, column, length, MemoryMarshal.Cast<float, int>(_scratch.AsSpan(2 * Stretch)));

    // The numbers of the blocks that a stretch of a row lies in, one an element.
    ReadOnlySpan<T> Spread<T>(ReadOnlySpan<T> blocks, int row, int column, int length, Span<T> scratch)
    {
        int first = row / _grid.BlockRows * _grid.BlocksAcross;
        if (_grid.BlockColumns == 1)
        {
            return blocks.Slice(first + column, length);
        }
        for (int i = 0; i < length;)
        {
            int block = (column + i) / _grid.BlockColumns;
            int next = Math.Min((int)Math.Min((block + 1L) * _grid.BlockColumns, int.MaxValue) - column, length);
            scratch[i..next].Fill(blocks[first + block]);
            i = next;
        }
        return scratch[..length];
    }

    static void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> destination)
    {
        var lefts = MemoryMarshal.Cast<float, Vector256<float>>(left);
        var rights = MemoryMarshal.Cast<float, Vector256<float>>(right);
        var products = MemoryMarshal.Cast<float, Vector256<float>>(destination);
        for (int i = 0; i < lefts.Length; i++)
        {
            products[i] = lefts[i] * rights[i];
        }
        for (int i = lefts.Length * Vector256<float>.Count; i < left.Length; i++)
        {
            destination[i] = left[i] * right[i];
        }
    }

    // NaN stays NaN; a scale whose inverse no float holds has the largest one.
    static void Invert(ReadOnlySpan<float> scales, Span<float> inverses)
    {
        var from = MemoryMarshal.Cast<float, Vector256<float>>(scales);
        var to = MemoryMarshal.Cast<float, Vector256<float>>(inverses);
        var largest = Vector256.Create(float.MaxValue);
        for (int i = 0; i < from.Length; i++)
        {
            var inverse = Vector256<float>.One / from[i];
            to[i] = Vector256.ConditionalSelect(Vector256.GreaterThan(inverse, largest), largest, inverse);
        }
        for (int i = from.Length * Vector256<float>.Count; i < scales.Length; i++)
        {
            float inverse = 1 / scales[i];
            inverses[i] = inverse > float.MaxValue ? float.MaxValue : inverse;
        }
    }
}
