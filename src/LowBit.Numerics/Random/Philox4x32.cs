using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Philox4x32-10, a counter-based generator: four random words are a function of a 64-bit key and a 128-bit counter,
/// and of nothing else [Salmon11].
/// </summary>
public static partial class Philox4x32
{
    const uint MultiplierX = 0xD2511F53, MultiplierZ = 0xCD9E8D57; // the paper's §4.2
    const uint WeylLow = 0x9E3779B9, WeylHigh = 0xBB67AE85; // golden ratio and √3 − 1
    const int RoundCount = 10;

    /// <summary>The four words of one counter.</summary>
    /// <param name="seed">The key: low half first.</param>
    /// <param name="index">Counter words 0 (low half) and 1 (high half).</param>
    /// <param name="stream">Counter word 2.</param>
    /// <param name="step">Counter word 3.</param>
    public static (uint X, uint Y, uint Z, uint W) Block(ulong seed, ulong index, uint stream, uint step)
    {
        uint keyLow = (uint)seed, keyHigh = (uint)(seed >> 32);
        uint x = (uint)index, y = (uint)(index >> 32), z = stream, w = step;
        for (int round = 0; round < RoundCount; round++)
        {
            ulong productX = (ulong)x * MultiplierX, productZ = (ulong)z * MultiplierZ;
            (x, y) = ((uint)(productZ >> 32) ^ y ^ keyLow, (uint)productZ);
            (z, w) = ((uint)(productX >> 32) ^ w ^ keyHigh, (uint)productX);
            keyLow += WeylLow;
            keyHigh += WeylHigh;
        }
        return (x, y, z, w);
    }

    /// <summary>
    /// The 32 words of eight neighbouring blocks in the order of their indices: <paramref name="w0"/> holds the words
    /// of <paramref name="firstBlock"/> and the block after it, and so on. For kernels that use words where they make
    /// them.
    /// </summary>
    /// <param name="seed">The key.</param>
    /// <param name="firstBlock">Counter of the first block.</param>
    /// <param name="stream">Counter word 2.</param>
    /// <param name="step">Counter word 3.</param>
    /// <param name="w0">out: words 0 … 7.</param>
    /// <param name="w1">out: words 8 … 15.</param>
    /// <param name="w2">out: words 16 … 23.</param>
    /// <param name="w3">out: words 24 … 31.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Words32(
        ulong seed, ulong firstBlock, uint stream, uint step,
        out Vector256<uint> w0, out Vector256<uint> w1, out Vector256<uint> w2, out Vector256<uint> w3)
    {
        // Blocks 0, 2, 1, 3: interleaving within 128-bit halves then leaves the words in order.
        var index = Vector256.Create(firstBlock) + Vector256.Create(0ul, 2, 1, 3);
        var next = index + Vector256.Create(4ul);
        // One block a 64-bit lane. Only the low half of a lane is a counter word; what is above it is never read,
        // because the product takes low halves alone and the results are masked at the end.
        Vector256<ulong> xa = index, ya = index >> 32, za = Vector256.Create((ulong)stream), wa = Vector256.Create((ulong)step);
        Vector256<ulong> xb = next, yb = next >> 32, zb = za, wb = wa;
        var keyLow = Vector256.Create(seed & uint.MaxValue);
        var keyHigh = Vector256.Create(seed >> 32);
        for (int round = 0; round < RoundCount; round++)
        {
            Round(ref xa, ref ya, ref za, ref wa, keyLow, keyHigh);
            Round(ref xb, ref yb, ref zb, ref wb, keyLow, keyHigh);
            keyLow += Vector256.Create((ulong)WeylLow);
            keyHigh += Vector256.Create((ulong)WeylHigh);
        }
        Order(xa, ya, za, wa, out w0, out w1);
        Order(xb, yb, zb, wb, out w2, out w3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(
        ref Vector256<ulong> x, ref Vector256<ulong> y, ref Vector256<ulong> z, ref Vector256<ulong> w,
        Vector256<ulong> keyLow, Vector256<ulong> keyHigh)
    {
        var productX = Lanes.MultiplyLow32(x, Vector256.Create((ulong)MultiplierX));
        var productZ = Lanes.MultiplyLow32(z, Vector256.Create((ulong)MultiplierZ));
        x = y ^ keyLow ^ (productZ >> 32); // the product comes last
        y = productZ;
        z = w ^ keyHigh ^ (productX >> 32);
        w = productX;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Order(
        Vector256<ulong> x, Vector256<ulong> y, Vector256<ulong> z, Vector256<ulong> w,
        out Vector256<uint> first, out Vector256<uint> second)
    {
        var low = Vector256.Create((ulong)uint.MaxValue);
        var xy = (x & low) | (y << 32);
        var zw = (z & low) | (w << 32);
        first = Lanes.InterleaveEven(xy, zw).AsUInt32();
        second = Lanes.InterleaveOdd(xy, zw).AsUInt32();
    }
}
