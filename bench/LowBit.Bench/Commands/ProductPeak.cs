using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Bench;

/// <summary>How fast the instruction of a kernel runs when nothing is loaded or stored: twelve sums, all in registers.</summary>
static class ProductPeak
{
    const int Sums = 12, Steps = 2_000_000;

    static int _sink;

    static readonly Dictionary<(string Kernel, int Bits), (Func<int, int> Loop, int TermsPerStep)> Loops = new()
    {
        [("avx512-vnni", 8)] = (Of256<QuadDotVnni>, Sums * 8 * 4),
        [("avx512-vnni", 14)] = (Of512<PairDotAvx512>, Sums * 16 * 2),
        [("avx512", 8)] = (Of512<PairDotAvx512>, Sums * 16 * 2),
        [("avx512", 14)] = (Of512<PairDotAvx512>, Sums * 16 * 2),
        [("avx2-vnni", 8)] = (Of256<QuadDotVnni>, Sums * 8 * 4),
        [("avx2-vnni", 14)] = (Of256<PairDotVnni>, Sums * 8 * 2),
        [("avx2", 8)] = (Of256<PairDotAvx2>, Sums * 8 * 2),
        [("avx2", 14)] = (Of256<PairDotAvx2>, Sums * 8 * 2),
        [("vector", 8)] = (Of256<PairDot>, Sums * 8 * 2),
        [("vector", 14)] = (Of256<PairDot>, Sums * 8 * 2),
    };

    /// <summary>Additions and multiplications a second, in 10⁹.</summary>
    /// <param name="kernel">A kernel that has tiles.</param>
    /// <param name="bits">Of an operand, 8 or 14.</param>
    public static double Measure(string kernel, int bits)
    {
        (var loop, int terms) = Loops[(kernel, bits)];
        var watch = Stopwatch.StartNew();
        _sink += loop(Steps);
        return 2.0 * terms * Steps / watch.Elapsed.TotalSeconds / 1e9;
    }

    // Each sum is a factor of its neighbour, so that no product is the same as another or as the one before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Of256<TDot>(int steps) where TDot : struct, IWordDot<Vector256<int>>
    {
        var right = Vector256.Create(0x0102_0304);
        Vector256<int> s0 = right, s1 = right, s2 = right, s3 = right, s4 = right, s5 = right;
        Vector256<int> s6 = right, s7 = right, s8 = right, s9 = right, s10 = right, s11 = right;
        for (; steps > 0; steps--)
        {
            s0 = TDot.Add(s0, s1, right);
            s1 = TDot.Add(s1, s2, right);
            s2 = TDot.Add(s2, s3, right);
            s3 = TDot.Add(s3, s4, right);
            s4 = TDot.Add(s4, s5, right);
            s5 = TDot.Add(s5, s6, right);
            s6 = TDot.Add(s6, s7, right);
            s7 = TDot.Add(s7, s8, right);
            s8 = TDot.Add(s8, s9, right);
            s9 = TDot.Add(s9, s10, right);
            s10 = TDot.Add(s10, s11, right);
            s11 = TDot.Add(s11, s0, right);
        }
        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Of512<TDot>(int steps) where TDot : struct, IWordDot<Vector512<int>>
    {
        var right = Vector512.Create(0x0102_0304);
        Vector512<int> s0 = right, s1 = right, s2 = right, s3 = right, s4 = right, s5 = right;
        Vector512<int> s6 = right, s7 = right, s8 = right, s9 = right, s10 = right, s11 = right;
        for (; steps > 0; steps--)
        {
            s0 = TDot.Add(s0, s1, right);
            s1 = TDot.Add(s1, s2, right);
            s2 = TDot.Add(s2, s3, right);
            s3 = TDot.Add(s3, s4, right);
            s4 = TDot.Add(s4, s5, right);
            s5 = TDot.Add(s5, s6, right);
            s6 = TDot.Add(s6, s7, right);
            s7 = TDot.Add(s7, s8, right);
            s8 = TDot.Add(s8, s9, right);
            s9 = TDot.Add(s9, s10, right);
            s10 = TDot.Add(s10, s11, right);
            s11 = TDot.Add(s11, s0, right);
        }
        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
