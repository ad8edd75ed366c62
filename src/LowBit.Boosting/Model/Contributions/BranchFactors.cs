using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>
/// What a branch does at each point of the quadrature, for rows that followed its feature so far: four rows of factors.
/// </summary>
/// <param name="start">[4 × stride].</param>
/// <param name="stride">Points, padded.</param>
readonly unsafe ref struct BranchFactors(double* start, int stride)
{
    public const int Rows = 4;

    /// <summary>The path's weight is multiplied by this where the row takes the branch, too.</summary>
    public double* Taken { get; } = start;

    /// <summary>… and by this where it does not.</summary>
    public double* Missed { get; } = start + stride;

    /// <summary>Factor of what lies below in the feature's contribution, where the row takes the branch.</summary>
    public double* TakenShare { get; } = start + 2 * stride;

    /// <summary>… and where it does not.</summary>
    public double* MissedShare { get; } = start + 3 * stride;

    /// <summary>
    /// A feature whose branches on the path have the cover z, and which the row follows (o = 1) or not (o = 0), weighs
    /// the path with z + (o − z) t at the point t, and shares in it with (o − z) / (z + (o − z) t). A branch puts its own
    /// factors in the place of those of the feature's branch before it.
    /// </summary>
    public void Fill(in ContributionStep step, BranchPoints points)
    {
        var (cover, coverBefore) = (Vector512.Create(step.Cover), Vector512.Create(step.CoverBefore));
        var (miss, missBefore) = (Vector512<double>.One - cover, Vector512<double>.One - coverBefore);
        for (int i = 0; i < points.Stride; i += Vector512<double>.Count)
        {
            var point = Vector512.Create(points.Points, i);
            var taken = cover + miss * point;
            var perBefore = Vector512<double>.One / (coverBefore + missBefore * point);
            (taken * perBefore).Store(Taken + i);
            (cover * Vector512.Create(points.Rests, i) * perBefore).Store(Missed + i);
            var (weight, shareBefore) = (Vector512.Create(points.Weights, i), missBefore * perBefore);
            (weight * (miss / taken - shareBefore)).Store(TakenShare + i);
            (weight * (Vector512.Create(points.Missed, i) - shareBefore)).Store(MissedShare + i);
        }
    }
}
