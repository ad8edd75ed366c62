using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Boosting;

/// <summary>
/// AVX-512: compresses 16 row indices or 32 packed gradients at a time in a register. The whole register is stored as long
/// as it fits the call's own part of the target (what is too much is overwritten by the next store), then under a mask.
/// </summary>
sealed unsafe class Avx512PartitionKernel : PartitionKernel
{
    public override void MoveRows(int* source, int count, ulong* marks, int leftCount, int* left, int* right)
    {
        int* leftEnd = left + leftCount - 15;
        int* rightEnd = right + (count - leftCount) - 15;
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            uint mark = (uint)(marks[i >> 6] >> i) & 0xFFFF;
            int lefts = BitOperations.PopCount(mark);
            var mask = Expand(mark);
            var rows = Vector512.Load(source + i);
            Store(Avx512F.Compress(Vector512<int>.Zero, mask, rows), lefts, left, leftEnd);
            Store(Avx512F.Compress(Vector512<int>.Zero, ~mask, rows), 16 - lefts, right, rightEnd);
            left += lefts;
            right += 16 - lefts;
        }
        VectorPartitionKernel.Move(source, i, count, marks, left, right);
    }

    public override void MovePacked(short* source, int count, ulong* marks, int leftCount, short* left, short* right)
    {
        short* leftEnd = left + leftCount - 31;
        short* rightEnd = right + (count - leftCount) - 31;
        int i = 0;
        for (; i <= count - 32; i += 32)
        {
            uint mark = (uint)(marks[i >> 6] >> i);
            int lefts = BitOperations.PopCount(mark);
            var mask = Expand16(mark);
            var packed = Vector512.Load(source + i);
            Store(Avx512Vbmi2.Compress(Vector512<short>.Zero, mask, packed), lefts, left, leftEnd);
            Store(Avx512Vbmi2.Compress(Vector512<short>.Zero, ~mask, packed), 32 - lefts, right, rightEnd);
            left += lefts;
            right += 32 - lefts;
        }
        VectorPartitionKernel.Move(source, i, count, marks, left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Vector512<int> rows, int count, int* target, int* end)
    {
        if (target < end)
        {
            rows.Store(target);
        }
        else
        {
            Avx512F.MaskStore(target, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)), rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Vector512<short> packed, int count, short* target, short* end)
    {
        if (target < end)
        {
            packed.Store(target);
        }
        else
        {
            Avx512BW.MaskStore(
                target, Vector512.LessThan(Vector512<short>.Indices, Vector512.Create((short)count)), packed);
        }
    }

    /// <summary>Bit i → lane i; the compiler turns the test back into a mask register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<int> Expand(uint mark) => Vector512.Equals(
        Vector512.Create(mark) & Vector512.Create(
            1u, 1u << 1, 1u << 2, 1u << 3, 1u << 4, 1u << 5, 1u << 6, 1u << 7,
            1u << 8, 1u << 9, 1u << 10, 1u << 11, 1u << 12, 1u << 13, 1u << 14, 1u << 15), Vector512<uint>.Zero).AsInt32()
        ^ Vector512<int>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<short> Expand16(uint mark)
    {
        var low = Vector512.Create(mark).AsUInt16();
        var selected = Avx512BW.PermuteVar32x16(low, Vector512.Create(
            (ushort)0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
        var bits = Vector512.Create(
            (ushort)1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768,
            1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
        return Vector512.Equals(selected & bits, bits).AsInt16();
    }
}
