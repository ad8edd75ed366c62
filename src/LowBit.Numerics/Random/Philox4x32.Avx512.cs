using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

// Eight blocks a vector.
public static partial class Philox4x32
{
    /// <summary>The 64 words of sixteen neighbouring blocks in the order of their indices; needs AVX-512.</summary>
    /// <inheritdoc cref="Words32"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Words64(
        ulong seed, ulong firstBlock, uint stream, uint step,
        out Vector512<uint> w0, out Vector512<uint> w1, out Vector512<uint> w2, out Vector512<uint> w3)
    {
        // In this order interleaving within 128-bit quarters leaves the words in order.
        var index = Vector512.Create(firstBlock) + Vector512.Create(0ul, 4, 1, 5, 2, 6, 3, 7);
        var next = index + Vector512.Create(8ul);
        Vector512<ulong> xa = index, ya = index >> 32, za = Vector512.Create((ulong)stream), wa = Vector512.Create((ulong)step);
        Vector512<ulong> xb = next, yb = next >> 32, zb = za, wb = wa;
        var keyLow = Vector512.Create(seed & uint.MaxValue);
        var keyHigh = Vector512.Create(seed >> 32);
        for (int round = 0; round < RoundCount; round++)
        {
            Round(ref xa, ref ya, ref za, ref wa, keyLow, keyHigh);
            Round(ref xb, ref yb, ref zb, ref wb, keyLow, keyHigh);
            keyLow += Vector512.Create((ulong)WeylLow);
            keyHigh += Vector512.Create((ulong)WeylHigh);
        }
        Order(xa, ya, za, wa, out w0, out w1);
        Order(xb, yb, zb, wb, out w2, out w3);
    }

    /// <summary>
    /// The 128 words of 32 neighbouring blocks in the order of their indices; needs AVX-512. A round's steps wait for each
    /// other: four vectors of blocks at once keep the processor busy, two do not.
    /// </summary>
    /// <param name="seed">The key.</param>
    /// <param name="firstBlock">Counter of the first block.</param>
    /// <param name="stream">Counter word 2.</param>
    /// <param name="step">Counter word 3.</param>
    /// <param name="words">out: eight vectors of words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Words128(ulong seed, ulong firstBlock, uint stream, uint step, Span<Vector512<uint>> words)
    {
        var first = Vector512.Create(firstBlock) + Vector512.Create(0ul, 4, 1, 5, 2, 6, 3, 7);
        Vector512<ulong> xa = first, xb = first + Vector512.Create(8ul);
        Vector512<ulong> xc = first + Vector512.Create(16ul), xd = first + Vector512.Create(24ul);
        Vector512<ulong> ya = xa >> 32, yb = xb >> 32, yc = xc >> 32, yd = xd >> 32;
        Vector512<ulong> za = Vector512.Create((ulong)stream), zb = za, zc = za, zd = za;
        Vector512<ulong> wa = Vector512.Create((ulong)step), wb = wa, wc = wa, wd = wa;
        var keyLow = Vector512.Create(seed & uint.MaxValue);
        var keyHigh = Vector512.Create(seed >> 32);
        for (int round = 0; round < RoundCount; round++)
        {
            Round(ref xa, ref ya, ref za, ref wa, keyLow, keyHigh);
            Round(ref xb, ref yb, ref zb, ref wb, keyLow, keyHigh);
            Round(ref xc, ref yc, ref zc, ref wc, keyLow, keyHigh);
            Round(ref xd, ref yd, ref zd, ref wd, keyLow, keyHigh);
            keyLow += Vector512.Create((ulong)WeylLow);
            keyHigh += Vector512.Create((ulong)WeylHigh);
        }
        Order(xa, ya, za, wa, out words[0], out words[1]);
        Order(xb, yb, zb, wb, out words[2], out words[3]);
        Order(xc, yc, zc, wc, out words[4], out words[5]);
        Order(xd, yd, zd, wd, out words[6], out words[7]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(
        ref Vector512<ulong> x, ref Vector512<ulong> y, ref Vector512<ulong> z, ref Vector512<ulong> w,
        Vector512<ulong> keyLow, Vector512<ulong> keyHigh)
    {
        var productX = Avx512F.Multiply(x.AsUInt32(), Vector512.Create((ulong)MultiplierX).AsUInt32());
        var productZ = Avx512F.Multiply(z.AsUInt32(), Vector512.Create((ulong)MultiplierZ).AsUInt32());
        x = (productZ >> 32) ^ y ^ keyLow;
        y = productZ;
        z = (productX >> 32) ^ w ^ keyHigh;
        w = productX;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Order(
        Vector512<ulong> x, Vector512<ulong> y, Vector512<ulong> z, Vector512<ulong> w,
        out Vector512<uint> first, out Vector512<uint> second)
    {
        var low = Vector512.Create((ulong)uint.MaxValue);
        var xy = (x & low) | (y << 32);
        var zw = (z & low) | (w << 32);
        first = Avx512F.UnpackLow(xy, zw).AsUInt32();
        second = Avx512F.UnpackHigh(xy, zw).AsUInt32();
    }
}
