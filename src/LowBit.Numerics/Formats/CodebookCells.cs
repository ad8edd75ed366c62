using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// The nearest code of a codebook by one look into a table: floats of one sign that have the same high bits are a cell, so
/// narrow that at most one border between two codes lies in it. For codebooks of at most 256 numbers in ascending order in which
/// both neighbours of zero have one code.
/// </summary>
/// <remarks>
/// An entry holds the code of the cell's smallest magnitude above the <c>shift</c> low bits, and in these the last magnitude
/// that has this code. The table comes of <see cref="CodebookFormat.Encode"/>, of which each cell asks what it needs.
/// </remarks>
sealed class CodebookCells
{
    const int Stretch = 256, MostCells = 1 << 12, WidestShift = 22, NarrowestShift = 12;
    const uint Magnitude = 0x7FFF_FFFF, Infinity = 0x7F80_0000;

    readonly uint[] _entries; // positive cells, then negative ones
    readonly float[] _numbers;
    readonly CodebookRegister? _register;
    readonly int _shift, _first, _count;
    readonly byte _nanCode;

    CodebookCells(CodebookFormat format, int shift, int first, int count)
    {
        (_shift, _first, _count) = (shift, first, count);
        _nanCode = (byte)format.Encode(double.NaN);
        _entries = new uint[2 * count];
        _numbers = format.Values.ToArray();
        _register = CodebookRegister.IsSupported && _numbers.Length <= CodebookRegister.Turn ? new(format) : null;
    }

    /// <summary>The table; null where the codebook has none of the form needed.</summary>
    public static CodebookCells? Of(CodebookFormat format)
    {
        uint zero = format.Encode(0);
        bool isAscending = format.Values.Length <= 256 && !format.Values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
            && format.Values.SequenceEqual(format.Values.ToArray().Order().ToArray());
        if (!isAscending || format.Encode(float.Epsilon) != zero || format.Encode(-float.Epsilon) != zero)
        {
            return null;
        }
        uint lowest = Math.Min(Last(format, 0, 0, Infinity), Last(format, 1u << 31, 0, Infinity)) + 1;
        uint highest = BitConverter.SingleToUInt32Bits((float)Math.Max(format.MaxFinite, -format.MinFinite));
        for (int shift = WidestShift; shift >= NarrowestShift; shift--)
        {
            // A cell without a border below all others, and one above.
            int first = Math.Max((int)(lowest >> shift) - 1, 0), count = (int)(highest >> shift) + 2 - first;
            var cells = new CodebookCells(format, shift, first, count);
            if (count <= MostCells && cells.TryFill(format, 0) && cells.TryFill(format, 1u << 31))
            {
                return cells;
            }
        }
        return null;
    }


    /// <summary>code = Encode(x × inverse), to nearest even.</summary>
    public void Encode(ReadOnlySpan<float> values, in GridCall call, Span<byte> codes)
    {
        for (int i = 0; i < codes.Length;)
        {
            int length = call.RunLength(i, codes.Length);
            int done = _register?.Encode(values.Slice(i, length), call.Inverse(i), codes.Slice(i, length)) ?? 0;
            EncodeRun(values.Slice(i + done, length - done), call.Inverse(i), codes.Slice(i + done, length - done));
            i += length;
        }
    }

    /// <summary>The same, stochastically: see the remarks of <see cref="CodebookFormat"/>.</summary>
    public void EncodeStochastic(ReadOnlySpan<float> values, in GridCall call, KernelPath path, Span<byte> codes)
    {
        Span<uint> words = stackalloc uint[Stretch];
        for (int i = 0; i < codes.Length;)
        {
            int length = Math.Min(call.RunLength(i, codes.Length), Stretch);
            call.Words(i, path, words[..length]);
            EncodeRun(values.Slice(i, length), call.Inverse(i), words, codes.Slice(i, length));
            i += length;
        }
    }

    unsafe void EncodeRun(ReadOnlySpan<float> values, float inverse, ReadOnlySpan<uint> words, Span<byte> codes)
    {
        fixed (uint* entries = _entries)
        fixed (float* numbers = _numbers)
        {
            int turn = Vector256<byte>.Count, done = values.Length / turn * turn;
            ref float from = ref MemoryMarshal.GetReference(values);
            ref uint word = ref MemoryMarshal.GetReference(words);
            for (int i = 0; i < done; i += turn)
            {
                Lanes.PackBytes(
                    Codes(entries, numbers, ref from, ref word, i, inverse),
                    Codes(entries, numbers, ref from, ref word, i + 8, inverse),
                    Codes(entries, numbers, ref from, ref word, i + 16, inverse),
                    Codes(entries, numbers, ref from, ref word, i + 24, inverse))
                    .StoreUnsafe(ref MemoryMarshal.GetReference(codes), (nuint)i);
            }
            if (done < values.Length)
            {
                Span<float> rest = stackalloc float[turn];
                Span<uint> restWords = stackalloc uint[turn];
                Span<byte> restCodes = stackalloc byte[turn];
                values[done..].CopyTo(rest);
                words[done..values.Length].CopyTo(restWords);
                EncodeRun(rest, inverse, restWords, restCodes);
                restCodes[..(values.Length - done)].CopyTo(codes[done..]);
            }
        }
    }

    unsafe void EncodeRun(ReadOnlySpan<float> values, float inverse, Span<byte> codes)
    {
        fixed (uint* entries = _entries)
        {
            int turn = Vector256<byte>.Count, done = values.Length / turn * turn;
            ref float from = ref MemoryMarshal.GetReference(values);
            for (int i = 0; i < done; i += turn)
            {
                Lanes.PackBytes(
                    Codes(entries, Vector256.LoadUnsafe(ref from, (nuint)i) * inverse),
                    Codes(entries, Vector256.LoadUnsafe(ref from, (nuint)i + 8) * inverse),
                    Codes(entries, Vector256.LoadUnsafe(ref from, (nuint)i + 16) * inverse),
                    Codes(entries, Vector256.LoadUnsafe(ref from, (nuint)i + 24) * inverse)).StoreUnsafe(
                    ref MemoryMarshal.GetReference(codes), (nuint)i);
            }
            if (done < values.Length)
            {
                Span<float> rest = stackalloc float[turn];
                Span<byte> restCodes = stackalloc byte[turn];
                values[done..].CopyTo(rest);
                EncodeRun(rest, inverse, restCodes);
                restCodes[..(values.Length - done)].CopyTo(codes[done..]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    unsafe Vector256<int> Codes(uint* entries, Vector256<float> values)
    {
        var bits = values.AsInt32();
        var magnitude = bits & Vector256.Create((int)Magnitude);
        var cell = Vector256.Clamp(
            (magnitude >> _shift) - Vector256.Create(_first), Vector256<int>.Zero, Vector256.Create(_count - 1));
        var isNegative = bits >> 31;
        var entry = Lanes.Gather((int*)entries, cell + (isNegative & Vector256.Create(_count)));
        var low = Vector256.Create((1 << _shift) - 1);
        // −1 beyond the border, else 0; the code goes up for positive values and down for negative ones.
        var step = ((entry & low) - (magnitude & low)) >> 31;
        var code = (entry >>> _shift) - ((step ^ isNegative) - isNegative);
        return Vector256.ConditionalSelect(
            Vector256.GreaterThan(magnitude, Vector256.Create((int)Infinity)), Vector256.Create((int)_nanCode), code);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    unsafe Vector256<int> Codes(uint* entries, float* numbers, ref float values, ref uint words, int i, float inverse) => Codes(
        entries, numbers, Vector256.LoadUnsafe(ref values, (nuint)i) * inverse, Vector256.LoadUnsafe(ref words, (nuint)i));

    // The neighbours come of the nearest code. Where there is no upper one, the fraction is no number below which a word is, or
    // both neighbours are one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    unsafe Vector256<int> Codes(uint* entries, float* numbers, Vector256<float> values, Vector256<uint> words)
    {
        var nearest = Codes(entries, values);
        var isBelow = Vector256.LessThan(values, Lanes.Gather((int*)numbers, nearest).AsSingle()).AsInt32();
        var lower = Vector256.Max(nearest + isBelow, Vector256<int>.Zero);
        var upper = Vector256.Min(lower + Vector256<int>.One, Vector256.Create(_numbers.Length - 1));
        var (x0, x1) = Vector256.Widen(values);
        var (low0, low1) = Vector256.Widen(Lanes.Gather((int*)numbers, lower).AsSingle());
        var (high0, high1) = Vector256.Widen(Lanes.Gather((int*)numbers, upper).AsSingle());
        var (word0, word1) = Vector256.Widen((words >> 1).AsInt32());
        var goesUp = Vector256.Narrow(GoesUp(x0, low0, high0, word0), GoesUp(x1, low1, high1, word1));
        return Vector256.ConditionalSelect(goesUp, upper, lower);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<long> GoesUp(Vector256<double> value, Vector256<double> low, Vector256<double> high, Vector256<long> word)
    {
        var fraction = Vector256.Floor((value - low) / (high - low) * Vector256.Create((double)(1L << GridPosition.RandomBits)));
        return Vector256.LessThan(Vector256.ConvertToDouble(word), fraction).AsInt64();
    }

    bool TryFill(CodebookFormat format, uint sign)
    {
        uint width = 1u << _shift;
        for (int cell = 0; cell < _count; cell++)
        {
            uint start = (uint)(_first + cell) << _shift, end = start + width - 1;
            uint code = Encode(format, sign | start), last = Encode(format, sign | end);
            if (Math.Abs((int)code - (int)last) > 1)
            {
                return false;
            }
            uint border = code == last ? end : Last(format, sign, start, end);
            _entries[cell + (sign != 0 ? _count : 0)] = (code << _shift) | (border & (width - 1));
        }
        return true;
    }

    // The largest magnitude up to the end that has the code of the start.
    static uint Last(CodebookFormat format, uint sign, uint start, uint end)
    {
        uint code = Encode(format, sign | start);
        while (start < end)
        {
            uint middle = start + ((end - start + 1) / 2);
            (start, end) = Encode(format, sign | middle) == code ? (middle, end) : (start, middle - 1);
        }
        return start;
    }

    static uint Encode(CodebookFormat format, uint bits) => format.Encode(BitConverter.UInt32BitsToSingle(bits));
}
