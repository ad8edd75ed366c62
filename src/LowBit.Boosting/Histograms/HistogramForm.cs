namespace LowBit.Boosting;

/// <summary>What the words of a feature's bins hold in a leaf's histogram. Sums and differences of leaves keep the form.</summary>
enum HistogramForm : byte
{
    /// <summary>The feature is not searched and has no words.</summary>
    None,

    /// <summary>Each bin's sums.</summary>
    Bins,

    /// <summary>The sums of a bin and of all above it, missing values the last: what lies right of the threshold below the bin.</summary>
    Tails,

    /// <summary>Each bin's sums, but 0 in bin 0, which is not split off: what a single category takes to its side.</summary>
    Singles,
}
