namespace LowBit.Boosting;

/// <summary>A tree laid out for contributions.</summary>
/// <param name="Root">Number of its root in the <see cref="Forest"/>.</param>
/// <param name="Steps">Its branches, depth first; none for a tree of one leaf.</param>
/// <param name="Columns">The features that it looks at.</param>
/// <param name="Depth">Branches on the longest way to a leaf.</param>
/// <param name="Points">As many as the way with the most features takes.</param>
/// <param name="ExpectedValue">Mean of its leaves over the training rows.</param>
sealed record ContributionTree(
    int Root, ContributionStep[] Steps, int[] Columns, int Depth, BranchPoints Points, double ExpectedValue)
{
    public int PointCount => Points.Count;
}
