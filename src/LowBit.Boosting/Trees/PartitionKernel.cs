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
        (KernelPath.Avx2, new ScalarPartitionKernel()), // compressing by table lookup was not faster than branch-free stores
        (KernelPath.Vector, new ScalarPartitionKernel()),
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

    /// <summary>Marks the rows that go left.</summary>
    /// <param name="rows">[count] row indices.</param>
    /// <param name="count">Rows.</param>
    /// <param name="test">The split.</param>
    /// <param name="marks">out: bit i of the words is 1 where row i goes left; bits behind the last are 0.</param>
    /// <returns>Rows that go left.</returns>
    public abstract int Mark(int* rows, int count, in SplitTest test, ulong* marks);

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
