namespace LowBit.Boosting;

/// <summary>How the values of one feature become bins.</summary>
abstract class BinMapper
{
    /// <summary>Bins used, 1 … 256; 1: the feature is constant and not used.</summary>
    public abstract int BinCount { get; }

    /// <summary>Which values count as missing.</summary>
    public abstract MissingType Missing { get; }

    /// <summary>The bin that goes in the learned direction, or −1.</summary>
    public abstract int MissingBin { get; }

    /// <summary>The bin of a value; NaN is allowed.</summary>
    public abstract int BinOf(double value);

    /// <summary>The bins of many values.</summary>
    /// <param name="values">Values; NaN is allowed.</param>
    /// <param name="destination">out: as many bins.</param>
    public abstract void BinsOf(ReadOnlySpan<double> values, Span<ushort> destination);

    /// <summary>A value of a bin: its largest; 0 or NaN for the missing bin, NaN for the bin of no category.</summary>
    public abstract double ValueOf(int bin);

    /// <summary>LightGBM's feature_info: [min:max], or categories in the order of their bins.</summary>
    public abstract string Info { get; }

    /// <summary>Whether two features have the same bins; null: none.</summary>
    public static bool AreSame(BinMapper? a, BinMapper? b) => (a, b) switch
    {
        (null, null) => true,
        (NumericBins left, NumericBins right) => left.Missing == right.Missing && left.Edges.AsSpan().SequenceEqual(right.Edges),
        (CategoricalBins left, CategoricalBins right) => left.HasOthers == right.HasOthers
            && left.Categories.AsSpan().SequenceEqual(right.Categories),
        _ => false,
    };
}
