using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Marks which rows go left, then moves rows to the left and the right. Every path gives the same marks and the same
/// order. Stores never pass the end of what a call may write: other workers write behind it.
/// </summary>
abstract unsafe class PartitionKernel
{
    /// <summary>All paths, the fastest first.</summary>
    static readonly (KernelPath Path, PartitionKernel Kernel)[] Table =
    [
        (KernelPath.Avx512, new Avx512PartitionKernel()),
        (KernelPath.Avx2, new Avx2PartitionKernel()),
        (KernelPath.Vector, new VectorPartitionKernel()),
        (KernelPath.Scalar, new ScalarPartitionKernel()),
    ];

    public static PartitionKernel For(KernelPath path)
    {
        foreach (var (candidate, kernel) in Table)
        {
            if (candidate <= path && Isa.Supports(candidate))
            {
                return kernel;
            }
        }
        return Table[^1].Kernel;
    }

    /// <summary>
    /// Marks the rows that go left, 64 at a time: their bins are collected one by one, which was faster than gathers, and
    /// compared or looked up as vectors.
    /// </summary>
    /// <param name="rows">[count] row indices.</param>
    /// <param name="count">Rows.</param>
    /// <param name="test">The split.</param>
    /// <param name="marks">out: bit i of the words is 1 where row i goes left; bits behind the last are 0.</param>
    /// <returns>Rows that go left.</returns>
    [SkipLocalsInit]
    public virtual int Mark(int* rows, int count, in SplitTest test, ulong* marks)
    {
        byte* bins = stackalloc byte[64];
        byte* column = test.Column;
        int lefts = 0, begin = 0;
        for (; begin <= count - 64; begin += 64)
        {
            int* next = rows + begin;
            for (int i = 0; i < 64; i += 4)
            {
                bins[i] = column[next[i]];
                bins[i + 1] = column[next[i + 1]];
                bins[i + 2] = column[next[i + 2]];
                bins[i + 3] = column[next[i + 3]];
            }
            ulong word = !test.IsSet ? test.Compare(Vector256.Load(bins)) | ((ulong)test.Compare(Vector256.Load(bins + 32)) << 32)
                : Avx2.IsSupported ? test.Contains(Vector256.Load(bins)) | ((ulong)test.Contains(Vector256.Load(bins + 32)) << 32)
                : test.LookUp(bins, 64);
            marks[begin >> 6] = word;
            lefts += BitOperations.PopCount(word);
        }
        if (begin < count)
        {
            for (int i = 0; i < count - begin; i++)
            {
                bins[i] = column[rows[begin + i]];
            }
            ulong word = test.LookUp(bins, count - begin);
            marks[begin >> 6] = word;
            lefts += BitOperations.PopCount(word);
        }
        return lefts;
    }

    /// <summary>Moves row indices, marked ones to the left target, others to the right one, in their order.</summary>
    /// <param name="source">[count].</param>
    /// <param name="count">Rows.</param>
    /// <param name="marks">What goes left.</param>
    /// <param name="leftCount">Rows marked.</param>
    /// <param name="left">out: [leftCount].</param>
    /// <param name="right">out: [count − leftCount].</param>
    public abstract void MoveRows(int* source, int count, ulong* marks, int leftCount, int* left, int* right);

    /// <inheritdoc cref="MoveRows"/>
    public abstract void MovePacked(short* source, int count, ulong* marks, int leftCount, short* left, short* right);
}
