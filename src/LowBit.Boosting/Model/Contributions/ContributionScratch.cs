namespace LowBit.Boosting;

/// <summary>What a thread works in while it takes eight rows through one tree: parts of one pinned block of doubles.</summary>
readonly unsafe ref struct ContributionScratch
{
    public const int Lanes = TraversalKernel.Lanes;

    /// <param name="tree">What it is for.</param>
    /// <param name="start">A pinned block of <see cref="Size"/> doubles.</param>
    public ContributionScratch(ContributionTree tree, double* start)
    {
        int levels = tree.Depth + 1, pathSize = levels * tree.PointCount * Lanes;
        Paths = start;
        Sums = Paths + pathSize;
        Followed = Sums + pathSize;
        Left = Followed + levels * Lanes;
        Shares = Left + levels * Lanes;
        Factors = Shares + tree.Columns.Length * Lanes;
    }

    /// <summary>[levels × points × lanes] the path's weight.</summary>
    public double* Paths { get; }

    /// <summary>[levels × points × lanes] leaf values times their path's weight, summed up below an open branch.</summary>
    public double* Sums { get; }

    /// <summary>[levels × lanes] masks: the row takes the branch and all on its feature above.</summary>
    public double* Followed { get; }

    /// <summary>[levels × lanes] masks: the row goes left at the node below the branch.</summary>
    public double* Left { get; }

    /// <summary>[columns × lanes] contributions of the tree's features.</summary>
    public double* Shares { get; }

    /// <summary>[steps × <see cref="BranchFactors"/>].</summary>
    public double* Factors { get; }

    /// <summary>Doubles that a tree takes.</summary>
    public static long Size(ContributionTree tree) =>
        (tree.Depth + 1L) * (tree.PointCount + 1) * 2 * Lanes + (long)tree.Columns.Length * Lanes
        + (long)tree.Steps.Length * tree.Points.Stride * BranchFactors.Rows;
}
