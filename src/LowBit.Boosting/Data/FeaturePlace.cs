namespace LowBit.Boosting;

/// <summary>
/// Where a feature's bins stand. Alone: a stored value is the bin. In a bundle: values from <see cref="Offset"/> on are
/// the feature's bins without its default bin, and every other value means the default bin, because no two features of a
/// bundle leave their default bins in the same row [Ke17].
/// </summary>
/// <param name="Column">The stored column.</param>
/// <param name="Offset">Value of the first bin that is not the default one.</param>
/// <param name="DefaultBin">The bin that is not stored, or −1: the feature stands alone.</param>
readonly record struct FeaturePlace(int Column, int Offset, int DefaultBin)
{
    /// <summary>Every bin is stored as its number.</summary>
    public static readonly FeaturePlace Alone = new(0, 0, -1);

    /// <summary>The default bin is not stored.</summary>
    public bool OmitsDefault => DefaultBin >= 0;

    /// <summary>What is stored for a bin other than the default one.</summary>
    public int ValueOf(int bin) => Offset + bin - (OmitsDefault && bin > DefaultBin ? 1 : 0);

    /// <summary>The bin that a stored value means.</summary>
    /// <param name="value">Stored value.</param>
    /// <param name="binCount">Bins of the feature.</param>
    public int BinOf(int value, int binCount)
    {
        if (!OmitsDefault)
        {
            return value;
        }
        int bin = value - Offset;
        return bin < 0 || bin >= binCount - 1 ? DefaultBin : bin + (bin >= DefaultBin ? 1 : 0);
    }

    /// <summary>The stored values that mean bins of a set.</summary>
    public BinSet ValuesOf(BinSet bins, int binCount)
    {
        if (!OmitsDefault)
        {
            return bins;
        }
        var values = BinSet.Below(bins.Contains(DefaultBin) ? BinSet.Size : 0);
        for (int bin = 0; bin < binCount; bin++)
        {
            if (bin != DefaultBin)
            {
                values.Set(ValueOf(bin), bins.Contains(bin));
            }
        }
        return values;
    }
}
