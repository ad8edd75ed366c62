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
    /// The 128 words of 32 neighbouring blocks in the order of their indices; needs AVX-512.
    /// </summary>
    /// <param name="seed">The key.</param>
    /// <param name="firstBlock">Counter of the first block.</param>
    /// <param name="stream">Counter word 2.</param>
    /// <param name="step">Counter word 3.</param>
    /// <param name="words">out: eight vectors of words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Words128(ulong seed, ulong firstBlock, uint stream, uint step, Span<Vector512<uint>> words)
    {
        if ((uint)firstBlock > uint.MaxValue - 31)
        {
            Words64(seed, firstBlock, stream, step, out words[0], out words[1], out words[2], out words[3]);
            Words64(seed, firstBlock + 16, stream, step, out words[4], out words[5], out words[6], out words[7]);
            return;
        }
        // Blocks differ in x alone, so that half of the first two rounds is the same for all, and is done once.
        uint low = (uint)seed, high = (uint)(seed >> 32);
        ulong productZ = (ulong)stream * MultiplierZ;
        ulong productX = (ulong)((uint)(productZ >> 32) ^ (uint)(firstBlock >> 32) ^ low) * MultiplierX;
        Vector512<ulong> first = Vector512.Create(firstBlock) + Vector512.Create(0ul, 4, 1, 5, 2, 6, 3, 7);
        Vector512<ulong> next = Vector512.Create(8ul), xa = first, xb = xa + next, xc = xb + next, xd = xc + next;
        // After the first round: z and w.
        Vector512<ulong> wa = Product(xa, MultiplierX), wb = Product(xb, MultiplierX);
        Vector512<ulong> wc = Product(xc, MultiplierX), wd = Product(xd, MultiplierX);
        var toZ = Vector512.Create((ulong)(step ^ high));
        Vector512<ulong> ya = Product((wa >> 32) ^ toZ, MultiplierZ), yb = Product((wb >> 32) ^ toZ, MultiplierZ);
        Vector512<ulong> yc = Product((wc >> 32) ^ toZ, MultiplierZ), yd = Product((wd >> 32) ^ toZ, MultiplierZ);
        // After the second one: x and y, and what the constant half makes of z and w.
        (low, high) = (low + WeylLow, high + WeylHigh);
        var toX = Vector512.Create((ulong)((uint)productZ ^ low));
        (xa, xb, xc, xd) = ((ya >> 32) ^ toX, (yb >> 32) ^ toX, (yc >> 32) ^ toX, (yd >> 32) ^ toX);
        toZ = Vector512.Create((productX >> 32) ^ high);
        Vector512<ulong> za = wa ^ toZ, zb = wb ^ toZ, zc = wc ^ toZ, zd = wd ^ toZ;
        wa = wb = wc = wd = Vector512.Create(productX);
        var keyLow = Vector512.Create((ulong)(low + WeylLow));
        var keyHigh = Vector512.Create((ulong)(high + WeylHigh));
        for (int round = 2; round < RoundCount; round++)
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
        var productX = Product(x, MultiplierX);
        var productZ = Product(z, MultiplierZ);
        x = (productZ >> 32) ^ y ^ keyLow;
        y = productZ;
        z = (productX >> 32) ^ w ^ keyHigh;
        w = productX;
    }

    // Of the low halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<ulong> Product(Vector512<ulong> left, uint right) =>
        Avx512F.Multiply(left.AsUInt32(), Vector512.Create((ulong)right).AsUInt32());

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
