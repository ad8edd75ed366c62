namespace LowBit.Boosting;

/// <summary>
/// Neighbouring words of sparse columns in <see cref="HistogramForm.Tails"/> whose lowest bin is the one that is not stored: they
/// are summed from the cells of all columns in one loop, whatever the number of bins of each.
/// </summary>
sealed class CellRun
{
    /// <param name="features">The features; their words are neighbours.</param>
    /// <param name="bins">Where their cells stand.</param>
    /// <param name="layout">Where their words stand.</param>
    CellRun(int[] features, BinnedMatrix bins, HistogramLayout layout)
    {
        FirstWord = layout.Offset(features[0]);
        Cells = [.. features.SelectMany(feature => CellsOf(bins.FirstCell(bins.Places[feature].Column), layout.BinCount(feature)))];
    }

    /// <summary>First word of the histogram.</summary>
    public int FirstWord { get; }

    /// <summary>[words] the cell of each; its complement where it is the highest bin of a feature.</summary>
    public int[] Cells { get; }

    static IEnumerable<int> CellsOf(int first, int count) =>
        Enumerable.Range(first, count).Select((cell, bin) => bin == count - 1 ? ~cell : cell);

    /// <summary>It can be part of a run.</summary>
    public static bool Covers(int feature, BinnedMatrix bins, HistogramLayout layout) =>
        bins.SparseOf(feature) is not null && layout.FirstBin(feature) == 1;

    /// <summary>Covered features as the fewest runs.</summary>
    /// <param name="covered">In the order in which they are searched.</param>
    /// <param name="features">All features.</param>
    /// <param name="bins">Where their cells stand.</param>
    /// <param name="layout">Where their words stand.</param>
    public static CellRun[] Of(IEnumerable<int> covered, Feature[] features, BinnedMatrix bins, HistogramLayout layout) =>
        [.. SearchRun.Of(covered, features, layout).Select(run => new CellRun(run.Features, bins, layout))];
}
