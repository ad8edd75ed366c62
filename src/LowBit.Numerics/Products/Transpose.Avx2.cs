using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>Turns eight rows of eight words into eight columns.</summary>
static unsafe class Transpose
{
    /// <summary>Word w of row r goes to <paramref name="to"/>[w · step + r], for w = 0 … 7 in this order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(
        Vector256<int> row0, Vector256<int> row1, Vector256<int> row2, Vector256<int> row3,
        Vector256<int> row4, Vector256<int> row5, Vector256<int> row6, Vector256<int> row7, int* to, nint step)
    {
        Quarter(row0, row1, row2, row3, out var a0, out var a1, out var a2, out var a3);
        Quarter(row4, row5, row6, row7, out var b0, out var b1, out var b2, out var b3);
        Avx2.Permute2x128(a0, b0, 0x20).Store(to);
        Avx2.Permute2x128(a1, b1, 0x20).Store(to + step);
        Avx2.Permute2x128(a2, b2, 0x20).Store(to + 2 * step);
        Avx2.Permute2x128(a3, b3, 0x20).Store(to + 3 * step);
        Avx2.Permute2x128(a0, b0, 0x31).Store(to + 4 * step);
        Avx2.Permute2x128(a1, b1, 0x31).Store(to + 5 * step);
        Avx2.Permute2x128(a2, b2, 0x31).Store(to + 6 * step);
        Avx2.Permute2x128(a3, b3, 0x31).Store(to + 7 * step);
    }

    // column i and column i + 4 of four rows, in the low and the high half
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Quarter(
        Vector256<int> row0, Vector256<int> row1, Vector256<int> row2, Vector256<int> row3,
        out Vector256<int> c0, out Vector256<int> c1, out Vector256<int> c2, out Vector256<int> c3)
    {
        var low01 = Avx2.UnpackLow(row0, row1).AsInt64();
        var high01 = Avx2.UnpackHigh(row0, row1).AsInt64();
        var low23 = Avx2.UnpackLow(row2, row3).AsInt64();
        var high23 = Avx2.UnpackHigh(row2, row3).AsInt64();
        c0 = Avx2.UnpackLow(low01, low23).AsInt32();
        c1 = Avx2.UnpackHigh(low01, low23).AsInt32();
        c2 = Avx2.UnpackLow(high01, high23).AsInt32();
        c3 = Avx2.UnpackHigh(high01, high23).AsInt32();
    }
}
