using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Rounds gradients and hessians to the levels of a <see cref="GradientGrid"/> [Shi22 §3] and packs the pair of a row into
/// 16 bits: gradient level in the high byte, hessian level in the low one. The random word of the global row gives its low
/// half to the gradient and its high half to the hessian, so the levels do not depend on threads, path or ranks.
/// </summary>
sealed unsafe partial class GradientQuantizer
{
    const int BlockRows = 16_384;

    readonly GradientBuffers _buffers;
    readonly WorkerTeam _team;
    readonly KernelPath _path;
    readonly RoundingMode _rounding;
    readonly long _firstRow;
    readonly int _rowCount;
    readonly Action<int, int> _packBlock, _encodeBlock, _widenBlock;
    GradientGrid _grid;
    RandomStream _random;
    int _output;
    short* _packed;
    FixedPointPair* _fixed;
    long _saturated;

    public GradientQuantizer(
        GradientBuffers buffers, Dataset data, RoundingMode rounding, WorkerTeam team, KernelPath path)
    {
        (_buffers, _rounding, _team, _path) = (buffers, rounding, team, path);
        (_firstRow, _rowCount) = (data.FirstRow, data.RowCount);
        (_packBlock, _encodeBlock, _widenBlock) = (PackBlock, EncodeBlock, WidenBlock);
    }

    /// <summary>Rows of this rank whose gradient was beyond the largest level in the last call of <see cref="Pack"/>.</summary>
    public long SaturatedCount => _saturated;

    /// <summary>Levels of one output's gradients.</summary>
    /// <param name="output">The output.</param>
    /// <param name="grid">The levels, at most 8 bits.</param>
    /// <param name="random">Words by global row.</param>
    /// <param name="packed">out: [rows].</param>
    public void Pack(int output, GradientGrid grid, RandomStream random, short* packed)
    {
        (_output, _grid, _random, _saturated) = (output, grid, random, 0);
        _packed = packed;
        _team.ForRanges(_rowCount, BlockRows, _packBlock);
    }

    /// <summary>32-bit fixed point of one output's gradients.</summary>
    /// <param name="output">The output.</param>
    /// <param name="grid">The grid of the reference mode.</param>
    /// <param name="levels">out: [rows].</param>
    public void Encode(int output, GradientGrid grid, FixedPointPair* levels)
    {
        (_output, _grid) = (output, grid);
        _fixed = levels;
        _team.ForRanges(_rowCount, BlockRows, _encodeBlock);
    }

    /// <summary>Packed levels as pairs of 32 bits.</summary>
    /// <param name="packed">[rows].</param>
    /// <param name="levels">out: [rows].</param>
    public void Widen(short* packed, FixedPointPair* levels)
    {
        _packed = packed;
        _fixed = levels;
        _team.ForRanges(_rowCount, BlockRows, _widenBlock);
    }

    void WidenBlock(int begin, int end)
    {
        short* packed = _packed;
        FixedPointPair* levels = _fixed;
        for (int row = begin; row < end; row++)
        {
            levels[row] = new(packed[row] >> 8, packed[row] & 0xFF);
        }
    }

    [SkipLocalsInit]
    void EncodeBlock(int begin, int end)
    {
        const int PieceRows = 512; // small enough to stay in the first cache
        Span<int> gradients = stackalloc int[PieceRows], hessians = stackalloc int[PieceRows];
        ReadOnlySpan<float> allGradients = _buffers.Gradients[_output], allHessians = _buffers.HessiansOf(_output);
        hessians.Fill(1);
        for (int row = begin; row < end; row += PieceRows)
        {
            int count = Math.Min(PieceRows, end - row);
            FixedPoint.Encode(allGradients.Slice(row, count), 1 / _grid.GradientScale, _path, gradients);
            if (!allHessians.IsEmpty)
            {
                FixedPoint.Encode(allHessians.Slice(row, count), 1 / _grid.HessianScale, _path, hessians);
            }
            FixedPointPair* levels = _fixed + row;
            for (int i = 0; i < count; i++)
            {
                levels[i] = new(gradients[i], hessians[i]);
            }
        }
    }

    void PackBlock(int begin, int end)
    {
        long saturated = _rounding == RoundingMode.Stochastic
            ? Pack<StochasticRounding>(begin, end)
            : Pack<NearestEvenRounding>(begin, end);
        Interlocked.Add(ref _saturated, saturated);
    }

    long Pack<TRounding>(int begin, int end) where TRounding : IIntegerRounding
    {
        var levels = new Levels((float)(1 / _grid.GradientScale), (float)(1 / _grid.HessianScale), _grid);
        fixed (float* gradients = _buffers.Gradients[_output], hessians = _buffers.HessiansOf(_output))
        {
            long saturated = 0;
            int row = begin;
            if (_path != KernelPath.Scalar)
            {
                int aligned = Math.Min(end, begin + (int)(-(_firstRow + begin) & 3));
                saturated += PackScalar<TRounding>(row, aligned, gradients, hessians, levels);
                row = aligned;
                for (; _path >= KernelPath.Avx512 && row <= end - 64; row += 64)
                {
                    saturated += Pack64<TRounding>(row, gradients, hessians, levels);
                }
                for (; row <= end - 32; row += 32)
                {
                    saturated += Pack32<TRounding>(row, gradients, hessians, levels);
                }
            }
            return saturated + PackScalar<TRounding>(row, end, gradients, hessians, levels);
        }
    }

    long PackScalar<TRounding>(int begin, int end, float* gradients, float* hessians, in Levels levels)
        where TRounding : IIntegerRounding
    {
        long saturated = 0;
        for (int row = begin; row < end; row++)
        {
            uint word = typeof(TRounding) == typeof(StochasticRounding) ? _random.Word((ulong)(_firstRow + row)) : 0;
            float scaled = gradients[row] * levels.InverseGradient;
            saturated += Math.Abs(scaled) > levels.SaturatesAbove ? 1 : 0;
            float gradient = TRounding.Invoke(Clamp(scaled, -levels.MaxGradient, levels.MaxGradient), word & 0xFFFF);
            float hessian = hessians == null ? 1
                : TRounding.Invoke(Clamp(hessians[row] * levels.InverseHessian, 0, levels.MaxHessian), word >> 16);
            _packed[row] = (short)(((int)gradient << 8) | (int)hessian);
        }
        return saturated;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    long Pack32<TRounding>(int row, float* gradients, float* hessians, in Levels levels) where TRounding : IIntegerRounding
    {
        Vector256<uint> w0 = default, w1 = default, w2 = default, w3 = default;
        if (typeof(TRounding) == typeof(StochasticRounding))
        {
            Philox4x32.Words32(
                _random.Seed, (ulong)(_firstRow + row) >> 2, _random.Stream, _random.Step, out w0, out w1, out w2, out w3);
        }
        float* h = hessians == null ? null : hessians + row;
        int saturated = 0;
        var p0 = Pack8<TRounding>(gradients + row, h, w0, levels, ref saturated);
        var p1 = Pack8<TRounding>(gradients + row + 8, h == null ? null : h + 8, w1, levels, ref saturated);
        Vector256.Narrow(p0, p1).Store(_packed + row);
        var p2 = Pack8<TRounding>(gradients + row + 16, h == null ? null : h + 16, w2, levels, ref saturated);
        var p3 = Pack8<TRounding>(gradients + row + 24, h == null ? null : h + 24, w3, levels, ref saturated);
        Vector256.Narrow(p2, p3).Store(_packed + row + 16);
        return saturated;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> Pack8<TRounding>(
        float* gradients, float* hessians, Vector256<uint> words, in Levels levels, ref int saturated)
        where TRounding : IIntegerRounding
    {
        var scaled = Vector256.Load(gradients) * Vector256.Create(levels.InverseGradient);
        saturated += System.Numerics.BitOperations.PopCount(Vector256.GreaterThan(
            Vector256.Abs(scaled), Vector256.Create(levels.SaturatesAbove)).ExtractMostSignificantBits());
        var max = Vector256.Create(levels.MaxGradient);
        var gradient = TRounding.Invoke(Clamp(scaled, -max, max), words & Vector256.Create(0xFFFFu));
        var high = Vector256.ConvertToInt32Native(gradient) << 8;
        if (hessians == null)
        {
            return high | Vector256<int>.One;
        }
        var hessian = Vector256.Load(hessians) * Vector256.Create(levels.InverseHessian);
        hessian = TRounding.Invoke(Clamp(hessian, Vector256<float>.Zero, Vector256.Create(levels.MaxHessian)), words >> 16);
        return high | Vector256.ConvertToInt32Native(hessian);
    }

    // Integers stay put, so clamping before the rounding is clamping after it. Gradients are finite: no NaN gets here.
    static float Clamp(float value, float min, float max) => value > max ? max : value < min ? min : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Clamp(Vector256<float> value, Vector256<float> min, Vector256<float> max)
    {
        value = Vector256.ConditionalSelect(Vector256.GreaterThan(value, max), max, value);
        return Vector256.ConditionalSelect(Vector256.LessThan(value, min), min, value);
    }

    readonly struct Levels(float inverseGradient, float inverseHessian, GradientGrid grid)
    {
        public readonly float InverseGradient = inverseGradient, InverseHessian = inverseHessian;
        public readonly float MaxGradient = grid.MaxGradient, MaxHessian = grid.MaxHessian;

        /// <summary>A hair above the largest level: the largest gradient itself may round to just beyond it.</summary>
        public readonly float SaturatesAbove = grid.MaxGradient * 1.0001f;
    }
}
