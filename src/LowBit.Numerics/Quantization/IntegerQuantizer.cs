using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>Floats to levels of an <see cref="IntegerGrid"/>.</summary>
public static class IntegerQuantizer
{
    /// <summary>Smallest and largest scale: what is beyond them has no normal float inverse.</summary>
    public const double MinScale = 1.1754943508222875e-38, MaxScale = 8.507059173023462e37;

    /// <summary>
    /// Level i = value i × (float)(1 / scale), rounded, then clamped to the grid. Stochastic rounding uses the low 16
    /// bits of the random word of index <paramref name="firstIndex"/> + i, so the result does not depend on how rows are
    /// cut into calls, and is the same on every path. NaN gives 0: see <see cref="AbsMax"/>. Allocates nothing.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="scale">The distance of two levels, 2⁻¹²⁶ … 2¹²⁶.</param>
    /// <param name="grid">The levels, at most ±127.</param>
    /// <param name="rounding">How a value between two levels chooses.</param>
    /// <param name="random">The words; unused with <see cref="RoundingMode.NearestEven"/>.</param>
    /// <param name="firstIndex">Index of the first value's word.</param>
    /// <param name="path">How to compute the levels.</param>
    /// <param name="destination">out: one level a value; at least as long as <paramref name="values"/>.</param>
    public static void Quantize(
        ReadOnlySpan<float> values, double scale, IntegerGrid grid, RoundingMode rounding,
        RandomStream random, ulong firstIndex, KernelPath path, Span<sbyte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(grid.MaxLevel, sbyte.MaxValue);
        if (!(scale >= MinScale && scale <= MaxScale))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be within 2^-126 … 2^126.");
        }
        var kernel = new Kernel((float)(1 / scale), grid.MaxLevel, random);
        if (rounding == RoundingMode.Stochastic)
        {
            kernel.Run<StochasticRounding>(values, firstIndex, path, destination[..values.Length]);
        }
        else
        {
            kernel.Run<NearestEvenRounding>(values, firstIndex, path, destination[..values.Length]);
        }
    }

    readonly struct Kernel(float inverseScale, float maxLevel, RandomStream random)
    {
        const int Step = 32; // values a turn: eight blocks of random words, one vector of bytes

        internal void Run<TRounding>(
            ReadOnlySpan<float> values, ulong firstIndex, KernelPath path, Span<sbyte> destination)
            where TRounding : IIntegerRounding
        {
            int done = 0;
            if (path != KernelPath.Scalar)
            {
                done = Math.Min((int)(-(long)firstIndex & 3), values.Length); // up to the next whole block
                RunScalar<TRounding>(values[..done], firstIndex, destination);
                done += RunVector<TRounding>(values[done..], firstIndex + (ulong)done, destination[done..]);
            }
            RunScalar<TRounding>(values[done..], firstIndex + (ulong)done, destination[done..]);
        }

        void RunScalar<TRounding>(ReadOnlySpan<float> values, ulong firstIndex, Span<sbyte> destination)
            where TRounding : IIntegerRounding
        {
            for (int i = 0; i < values.Length; i++)
            {
                uint word = typeof(TRounding) == typeof(StochasticRounding) ? random.Word(firstIndex + (ulong)i) : 0;
                destination[i] = (sbyte)(int)Level<TRounding>(values[i], word);
            }
        }

        float Level<TRounding>(float value, uint word) where TRounding : IIntegerRounding
        {
            float scaled = value * inverseScale;
            scaled = scaled > maxLevel ? maxLevel : scaled;
            return TRounding.Invoke(scaled < -maxLevel ? -maxLevel : scaled, word);
        }

        int RunVector<TRounding>(ReadOnlySpan<float> values, ulong firstIndex, Span<sbyte> destination)
            where TRounding : IIntegerRounding
        {
            var vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
            var levels = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(destination);
            int count = values.Length / Step;
            Vector256<uint> w0 = default, w1 = default, w2 = default, w3 = default;
            for (int i = 0; i < count; i++)
            {
                if (typeof(TRounding) == typeof(StochasticRounding))
                {
                    Philox4x32.Words32(
                        random.Seed, (firstIndex >> 2) + (ulong)(Step / 4 * i), random.Stream, random.Step,
                        out w0, out w1, out w2, out w3);
                }
                levels[i] = Vector256.Narrow(
                    Vector256.Narrow(Level<TRounding>(vectors[4 * i], w0), Level<TRounding>(vectors[4 * i + 1], w1)),
                    Vector256.Narrow(Level<TRounding>(vectors[4 * i + 2], w2), Level<TRounding>(vectors[4 * i + 3], w3)));
            }
            return count * Step;
        }

        // Integers stay put, so clamping before or after the rounding is the same, and before it no ∞ gets in. The clamp
        // compares and selects, because a fast Min and Max differ between processors for NaN. The native conversion of
        // NaN differs too, but its low byte is 0 everywhere.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<int> Level<TRounding>(Vector256<float> value, Vector256<uint> words) where TRounding : IIntegerRounding
        {
            var max = Vector256.Create(maxLevel);
            var scaled = value * Vector256.Create(inverseScale);
            scaled = Vector256.ConditionalSelect(Vector256.GreaterThan(scaled, max), max, scaled);
            scaled = Vector256.ConditionalSelect(Vector256.LessThan(scaled, -max), -max, scaled);
            return Vector256.ConvertToInt32Native(TRounding.Invoke(scaled, words));
        }
    }
}
