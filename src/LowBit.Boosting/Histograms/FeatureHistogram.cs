namespace LowBit.Boosting;

/// <summary>The bins of one feature in one leaf.</summary>
/// <param name="start">Its first word.</param>
/// <param name="layout">Of which words a bin consists.</param>
readonly unsafe struct FeatureHistogram(long* start, HistogramLayout layout)
{
    readonly bool _isWide = layout.IsWide;

    public long* Start => start;

    /// <summary>From one bin to the next.</summary>
    public int WordsPerBin { get; } = layout.WordsPerBin;

    public bool IsWide => _isWide;

    public GradientSums this[int bin]
    {
        get
        {
            long* words = start + bin * WordsPerBin;
            return _isWide ? new(words[0], words[1]) : HistogramLayout.Unpack(words[0]);
        }
    }

    /// <summary>Rows by bin; none where the layout does not count them.</summary>
    public RowCounts RowCounts { get; } =
        layout.CountsRows ? new(start + layout.WordsPerBin - 1, layout.WordsPerBin) : default;
}
