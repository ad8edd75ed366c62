using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>
/// Contributions of the features of one tree to eight rows, a row a lane: path-dependent TreeSHAP [Lundberg20] with its
/// sums over subsets of features as integrals over a polynomial, which Gauss-Legendre points give exactly
/// [Wettenstein26]. A walk through all branches: at each point a path has a weight; a closed branch hands the sum of its
/// leaves, each times its path's weight, to the branch above, and its feature takes its share of it. No step divides by
/// less than the first point. Lanes do not meet, so a row's result does not depend on its neighbours.
/// </summary>
readonly unsafe ref struct ContributionKernel(Forest forest, ContributionTree tree, ContributionScratch scratch)
{
    const int Lanes = ContributionScratch.Lanes;

    readonly Forest _forest = forest;
    readonly ContributionTree _tree = tree;
    readonly ContributionScratch _scratch = scratch;
    readonly int _points = tree.PointCount;

    /// <summary>Computes the factors of the branches, which are the same for all rows.</summary>
    public void Prepare()
    {
        for (int step = 0; step < _tree.Steps.Length; step++)
        {
            Factors(step).Fill(_tree.Steps[step], _tree.Points);
        }
    }

    /// <summary>Fills the shares of the scratch; needs the factors.</summary>
    /// <param name="values">[slots × lanes] of eight rows, slot 0 −∞.</param>
    public void Walk(double* values)
    {
        new Span<double>(_scratch.Shares, _tree.Columns.Length * Lanes).Clear();
        new Span<double>(_scratch.Paths, _points * Lanes).Fill(1);
        Vector512<double>.AllBitsSet.Store(_scratch.Followed);
        GoesLeft(_tree.Root, values).Store(_scratch.Left);
        var steps = _tree.Steps;
        int open = -1;
        for (int i = 0; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            for (; open != step.Parent; open = steps[open].Parent)
            {
                Close(steps[open], Factors(open));
            }
            if (step.IsLeaf)
            {
                AddLeaf(step, Factors(i));
            }
            else
            {
                Open(step, Factors(i), values);
                open = i;
            }
        }
        for (; open >= 0; open = steps[open].Parent)
        {
            Close(steps[open], Factors(open));
        }
    }

    BranchFactors Factors(int step) =>
        new(_scratch.Factors + (nint)step * BranchFactors.Rows * _tree.Points.Stride, _tree.Points.Stride);

    double* Row(double* array, int level) => array + (nint)level * _points * Lanes;

    /// <summary>Weighs the path below the branch.</summary>
    void Open(in ContributionStep step, in BranchFactors factors, double* values)
    {
        var (taken, before) = Masks(step);
        taken.Store(_scratch.Followed + step.Level * Lanes);
        GoesLeft(step.Node, values).Store(_scratch.Left + step.Level * Lanes);
        double* above = Row(_scratch.Paths, step.Level - 1), here = Row(_scratch.Paths, step.Level);
        double* sums = Row(_scratch.Sums, step.Level);
        var fraction = Vector512.Create(step.Fraction);
        for (int i = 0; i < _points; i++)
        {
            (Vector512.Load(above + i * Lanes) * Weight(factors, i, taken, before, fraction)).Store(here + i * Lanes);
            Vector512<double>.Zero.Store(sums + i * Lanes);
        }
    }

    /// <summary>Open and close at once.</summary>
    void AddLeaf(in ContributionStep step, in BranchFactors factors)
    {
        var (taken, before) = Masks(step);
        double* above = Row(_scratch.Paths, step.Level - 1), sums = Row(_scratch.Sums, step.Level - 1);
        var (fraction, value) = (Vector512.Create(step.Fraction), Vector512.Create(_forest.Nodes[step.Node].Threshold));
        var share = Vector512<double>.Zero;
        for (int i = 0; i < _points; i++)
        {
            var path = Vector512.Load(above + i * Lanes) * Weight(factors, i, taken, before, fraction) * value;
            share += path * Share(factors, i, taken, before);
            (Vector512.Load(sums + i * Lanes) + path).Store(sums + i * Lanes);
        }
        Add(step.Column, share);
    }

    /// <summary>Gives the branch's feature its share of what lies below, and the branch above all of it.</summary>
    void Close(in ContributionStep step, in BranchFactors factors)
    {
        var (taken, before) = Masks(step);
        double* here = Row(_scratch.Sums, step.Level), above = Row(_scratch.Sums, step.Level - 1);
        var share = Vector512<double>.Zero;
        for (int i = 0; i < _points; i++)
        {
            var sum = Vector512.Load(here + i * Lanes);
            share += sum * Share(factors, i, taken, before);
            (Vector512.Load(above + i * Lanes) + sum).Store(above + i * Lanes);
        }
        Add(step.Column, share);
    }

    /// <summary>Whether a row followed the feature to this branch and through it, and whether to it.</summary>
    (Vector512<double> Taken, Vector512<double> Before) Masks(in ContributionStep step)
    {
        var left = Vector512.Load(_scratch.Left + (step.Level - 1) * Lanes);
        var before = Vector512.Load(_scratch.Followed + step.Before * Lanes);
        return (step.IsLeft ? before & left : Vector512.AndNot(before, left), before);
    }

    /// <summary>A row that left the feature's branches above weighs a path by the training rows alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Weight(
        in BranchFactors factors, int i, Vector512<double> taken, Vector512<double> before, Vector512<double> fraction) =>
        Vector512.ConditionalSelect(taken, Vector512.Create(factors.Taken[i]),
            Vector512.ConditionalSelect(before, Vector512.Create(factors.Missed[i]), fraction));

    /// <summary>… and its share was settled there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Share(
        in BranchFactors factors, int i, Vector512<double> taken, Vector512<double> before) =>
        before & Vector512.ConditionalSelect(
            taken, Vector512.Create(factors.TakenShare[i]), Vector512.Create(factors.MissedShare[i]));

    void Add(int column, Vector512<double> share)
    {
        double* place = _scratch.Shares + column * Lanes;
        (Vector512.Load(place) + share).Store(place);
    }

    Vector512<double> GoesLeft(int node, double* values)
    {
        ref readonly var test = ref _forest.Nodes[node];
        double* slot = values + (test.Slot & ~ForestNode.Category) / sizeof(double);
        return (test.Slot & ForestNode.Category) == 0
            ? Vector512.LessThanOrEqual(Vector512.Load(slot), Vector512.Create(test.Threshold))
            : HasCategory(test, slot);
    }

    Vector512<double> HasCategory(in ForestNode test, double* slot)
    {
        ulong* masks = stackalloc ulong[Lanes];
        ref uint words = ref MemoryMarshal.GetArrayDataReference(_forest.CategoryWords);
        for (int lane = 0; lane < Lanes; lane++)
        {
            masks[lane] = 0 - (ulong)TraversalKernel.MixedTest.GoesLeft(test, slot[lane], ref words);
        }
        return Vector512.Load(masks).AsDouble();
    }
}
