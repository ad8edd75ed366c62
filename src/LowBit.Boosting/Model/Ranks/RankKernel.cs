using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Does the steps of a tree for a group of 64 rows. Every path gives the same leaves.</summary>
abstract unsafe class RankKernel
{
    /// <summary>All paths, the fastest first.</summary>
    static readonly (KernelPath Path, RankKernel Kernel)[] Table =
    [
        (KernelPath.Avx512, new Avx512RankKernel()),
        (KernelPath.Avx2, new Avx2RankKernel()),
        (KernelPath.Vector, new VectorRankKernel()),
        (KernelPath.Scalar, new ScalarRankKernel()),
    ];

    public static RankKernel For(KernelPath path)
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

    /// <summary>Does all steps of a tree; then each row's leaf stands at the tree's root.</summary>
    /// <param name="step">The tree's first step.</param>
    /// <param name="runs">Lengths of runs of steps: numeric, category, numeric, …</param>
    /// <param name="sets">Category sets.</param>
    /// <param name="planes">The group's planes, on a boundary of 64 bytes.</param>
    /// <param name="work">in: leaf numbers, on a boundary of 64 bytes; out: what the steps chose.</param>
    public void Walk(RankStep* step, ReadOnlySpan<int> runs, byte* sets, byte* planes, byte* work)
    {
        bool isCategory = false;
        foreach (int count in runs)
        {
            if (isCategory)
            {
                LookUp(step, step + count, sets, planes, work);
            }
            else
            {
                Compare(step, step + count, planes, work);
            }
            step += count;
            isCategory = !isCategory;
        }
    }

    /// <summary>Numeric steps: ranks up to <see cref="RankStep.Test"/> go left.</summary>
    protected abstract void Compare(RankStep* step, RankStep* end, byte* planes, byte* work);

    /// <summary>Category steps: ranks in the set at <see cref="RankStep.Test"/> go left.</summary>
    protected abstract void LookUp(RankStep* step, RankStep* end, byte* sets, byte* planes, byte* work);
}
