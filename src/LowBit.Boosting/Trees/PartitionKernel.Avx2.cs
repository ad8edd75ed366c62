using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Boosting;

/// <summary>
/// AVX2: permutes 8 row indices or 8 packed gradients at a time, by a table of the lanes that go to a side. The whole register
/// is stored as long as it fits the call's own part of the target (what is too much is overwritten by the next store); the last
/// few elements of a side, fewer than 8, are copied one by one. No calls, so that the loops keep their registers.
/// </summary>
sealed unsafe class Avx2PartitionKernel : PartitionKernel
{
    const int Lanes = 8;

    /// <summary>[256 marks × 8] the lanes whose bit is set, ascending; then zeros.</summary>
    static readonly byte[] LanesOf = LanesOfMarks();

    /// <summary>[256 marks × 16] the two bytes of each of these lanes.</summary>
    static readonly byte[] BytesOf = [.. LanesOf.SelectMany(lane => (byte[])[(byte)(2 * lane), (byte)(2 * lane + 1)])];

    public override void MoveRows(int* source, int count, ulong* marks, int leftCount, int* left, int* right)
    {
        int* leftEnd = left + leftCount - (Lanes - 1), rightEnd = right + (count - leftCount) - (Lanes - 1);
        byte* next = (byte*)marks;
        int i = 0;
        fixed (byte* lanes = LanesOf)
        {
            for (; i <= count - Lanes; i += Lanes, source += Lanes)
            {
                nuint mark = *next++, others = mark ^ byte.MaxValue;
                var rows = Vector256.Load(source);
                if (left < leftEnd)
                {
                    Avx2.PermuteVar8x32(rows, Avx2.ConvertToVector256Int32(lanes + Lanes * mark)).Store(left);
                    left += BitOperations.PopCount(mark);
                }
                else
                {
                    for (nuint rest = mark; rest != 0; rest &= rest - 1)
                    {
                        *left++ = source[BitOperations.TrailingZeroCount(rest)];
                    }
                }
                if (right < rightEnd)
                {
                    Avx2.PermuteVar8x32(rows, Avx2.ConvertToVector256Int32(lanes + Lanes * others)).Store(right);
                    right += BitOperations.PopCount(others);
                }
                else
                {
                    for (nuint rest = others; rest != 0; rest &= rest - 1)
                    {
                        *right++ = source[BitOperations.TrailingZeroCount(rest)];
                    }
                }
            }
        }
        VectorPartitionKernel.Move(source - i, i, count, marks, left, right);
    }

    public override void MovePacked(short* source, int count, ulong* marks, int leftCount, short* left, short* right)
    {
        short* leftEnd = left + leftCount - (Lanes - 1), rightEnd = right + (count - leftCount) - (Lanes - 1);
        byte* next = (byte*)marks;
        int i = 0;
        fixed (byte* bytes = BytesOf)
        {
            for (; i <= count - Lanes; i += Lanes, source += Lanes)
            {
                nuint mark = *next++, others = mark ^ byte.MaxValue;
                var packed = Vector128.Load(source).AsByte();
                if (left < leftEnd)
                {
                    Ssse3.Shuffle(packed, Vector128.Load(bytes + 2 * Lanes * mark)).AsInt16().Store(left);
                    left += BitOperations.PopCount(mark);
                }
                else
                {
                    for (nuint rest = mark; rest != 0; rest &= rest - 1)
                    {
                        *left++ = source[BitOperations.TrailingZeroCount(rest)];
                    }
                }
                if (right < rightEnd)
                {
                    Ssse3.Shuffle(packed, Vector128.Load(bytes + 2 * Lanes * others)).AsInt16().Store(right);
                    right += BitOperations.PopCount(others);
                }
                else
                {
                    for (nuint rest = others; rest != 0; rest &= rest - 1)
                    {
                        *right++ = source[BitOperations.TrailingZeroCount(rest)];
                    }
                }
            }
        }
        VectorPartitionKernel.Move(source - i, i, count, marks, left, right);
    }

    static byte[] LanesOfMarks()
    {
        var table = new byte[256 * Lanes];
        for (int mark = 0; mark <= byte.MaxValue; mark++)
        {
            int next = mark * Lanes;
            for (int rest = mark; rest != 0; rest &= rest - 1)
            {
                table[next++] = (byte)BitOperations.TrailingZeroCount(rest);
            }
        }
        return table;
    }
}
