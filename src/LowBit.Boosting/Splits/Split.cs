namespace LowBit.Boosting;

/// <summary>The best way found to split a leaf.</summary>
struct Split
{
    /// <summary>What orders the splits of a leaf, higher first; −∞: there is none. NaN never wins.</summary>
    public double Score;

    /// <summary>Loss reduction in loss units, minus min_gain_to_split; grows with the score; ≤ 0 or NaN: no split.</summary>
    public double Gain;

    /// <summary>Position among the used features.</summary>
    public int Feature;

    /// <summary>Numeric: bins up to this one go left. Categorical: −1.</summary>
    public int Bin;

    /// <summary>Numeric: missing values go left.</summary>
    public bool MissingGoesLeft;

    /// <summary>Categorical: bins of the left side.</summary>
    public BinSet Categories;

    /// <summary>Sums of the left rows.</summary>
    public GradientSums Left;

    /// <summary>L2 regularization of the children's outputs.</summary>
    public double LambdaL2;

    public readonly bool IsCategorical => Bin < 0;

    /// <summary>Whether a bin goes left.</summary>
    public readonly bool GoesLeft(int bin, BinMapper bins) => IsCategorical ? Categories.Contains(bin)
        : bin == bins.MissingBin ? MissingGoesLeft : bin <= Bin;

    /// <summary>The bins that go left, of a feature of 256 bins at most: those up to the threshold and, where they go left, the missing ones; or the categories.</summary>
    public readonly BinSet LeftBins(BinMapper bins)
    {
        if (IsCategorical)
        {
            return Categories;
        }
        var left = BinSet.Below(Bin + 1);
        if (bins.MissingBin >= 0)
        {
            left.Set(bins.MissingBin, MissingGoesLeft);
        }
        return left;
    }

    public static Split None => new() { Score = double.NegativeInfinity, Gain = double.NegativeInfinity, Feature = int.MaxValue };

    public readonly bool Exists => Gain > 0;

    /// <summary>Equal scores go to the lower feature; the searches settle lower bin and missing right by themselves.</summary>
    public readonly bool IsBetterThan(in Split other) => Score > other.Score || Score == other.Score && Feature < other.Feature;
}
