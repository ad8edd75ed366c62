namespace LowBit.Boosting;

/// <summary>What a branch does at one point of the quadrature, for rows that followed its feature so far.</summary>
/// <param name="Taken">The path's weight is multiplied by this where the row takes the branch, too.</param>
/// <param name="Missed">… and by this where it does not.</param>
/// <param name="TakenShare">Factor of what lies below in the feature's contribution, where the row takes the branch.</param>
/// <param name="MissedShare">… where it does not.</param>
readonly record struct BranchFactors(double Taken, double Missed, double TakenShare, double MissedShare)
{
    /// <summary>
    /// A feature whose branches on the path have the cover z, and which the row follows (o = 1) or not (o = 0), weighs
    /// the path with z + (o − z) t at the point t, and shares in it with (o − z) / (z + (o − z) t). A branch puts its own
    /// factors in the place of those of the feature's branch before it.
    /// </summary>
    public static void Fill(ContributionTree tree, Span<BranchFactors> factors)
    {
        double[] points = tree.Rule.Points, weights = tree.Rule.Weights;
        int place = 0;
        foreach (ref readonly var step in tree.Steps.AsSpan())
        {
            for (int i = 0; i < points.Length; i++)
            {
                double point = points[i], rest = points[points.Length - 1 - i];
                double before = step.CoverBefore + (1 - step.CoverBefore) * point;
                double taken = step.Cover + (1 - step.Cover) * point;
                double shareBefore = (1 - step.CoverBefore) / before;
                factors[place++] = new(
                    taken / before, step.Cover * rest / before,
                    weights[i] * ((1 - step.Cover) / taken - shareBefore), weights[i] * (-1 / rest - shareBefore));
            }
        }
    }
}
