using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Pseudo-quantization: noise of the size of rounding errors in place of rounding, so that gradients pass unchanged. Noise i
/// is a function of the random word of index firstIndex + i alone: a backward pass makes the same again.
/// </summary>
public static class AdditiveNoise
{
    const int Stretch = 256;

    // Words below the first have −3 or 3 (by the lowest bit), below the second ±2, below the third ±1: probabilities
    // 2 P(N > 5), 2 P(N > 3), 2 P(N > 1) of a standard normal number, times 2³².
    const uint Three = 2462, Two = 11_595_536, One = 1_362_838_254;

    /// <summary>
    /// values + step · noise, the product and the sum rounded once each. The same bits on every path, however an array is
    /// cut into calls. Allocates nothing.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="step">The step of the grid that the noise stands for.</param>
    /// <param name="kind">The noise.</param>
    /// <param name="random">Random words.</param>
    /// <param name="firstIndex">Index of the first value's word.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: at least as long; may be the same memory as values.</param>
    public static void Add(
        ReadOnlySpan<float> values, float step, NoiseKind kind, RandomStream random, ulong firstIndex, KernelPath path,
        Span<float> destination)
    {
        if (kind is not (NoiseKind.Uniform or NoiseKind.RoundedNormal))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown noise.");
        }
        destination = destination[..values.Length];
        Span<uint> words = stackalloc uint[Stretch];
        for (int start = 0; start < values.Length; start += Stretch)
        {
            var part = values[start..Math.Min(start + Stretch, values.Length)];
            random.Fill(firstIndex + (ulong)start, words[..part.Length], path);
            var sums = destination.Slice(start, part.Length);
            int done = path == KernelPath.Scalar ? 0 : AddVectors(part, step, kind, words, sums);
            for (int i = done; i < part.Length; i++)
            {
                sums[i] = part[i] + step * Noise(words[i], kind);
            }
        }
    }

    /// <summary>The noise of a random word, in steps.</summary>
    /// <param name="word">A random word.</param>
    /// <param name="kind">The noise.</param>
    public static float Noise(uint word, NoiseKind kind) => kind == NoiseKind.Uniform
        ? (2 * ((int)word >> 8) + 1) * (1f / (1 << 25))
        : ((word < One ? 1 : 0) + (word < Two ? 1 : 0) + (word < Three ? 1 : 0)) * ((word & 1) == 0 ? 1 : -1);

    static int AddVectors(ReadOnlySpan<float> values, float step, NoiseKind kind, ReadOnlySpan<uint> words, Span<float> sums)
    {
        var from = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var random = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
        var to = MemoryMarshal.Cast<float, Vector256<float>>(sums);
        for (int i = 0; i < from.Length; i++)
        {
            var noise = kind == NoiseKind.Uniform ? Uniform(random[i]) : RoundedNormal(random[i]);
            to[i] = from[i] + Vector256.Create(step) * noise;
        }
        return from.Length * Vector256<float>.Count;
    }

    static Vector256<float> Uniform(Vector256<uint> words)
    {
        var k = words.AsInt32() >> 8;
        return Vector256.ConvertToSingle(k + k + Vector256<int>.One) * Vector256.Create(1f / (1 << 25));
    }

    // Comparisons give −1; words are compared as unsigned numbers by turning their highest bit.
    static Vector256<float> RoundedNormal(Vector256<uint> words)
    {
        var ordered = (words ^ Vector256.Create(0x8000_0000u)).AsInt32();
        var below = Vector256.LessThan(ordered, Vector256.Create(unchecked((int)(One ^ 0x8000_0000))))
            + Vector256.LessThan(ordered, Vector256.Create(unchecked((int)(Two ^ 0x8000_0000))))
            + Vector256.LessThan(ordered, Vector256.Create(unchecked((int)(Three ^ 0x8000_0000))));
        var isOdd = -(words.AsInt32() & Vector256<int>.One);
        return Vector256.ConvertToSingle((-below ^ isOdd) - isOdd);
    }
}
