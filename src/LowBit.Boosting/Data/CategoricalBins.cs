namespace LowBit.Boosting;

/// <summary>
/// Bins of a categorical feature: bin b ≥ 1 is one category; bin 0 takes missing, negative and all other values, and goes
/// right in every split, as an unseen category does at prediction.
/// </summary>
sealed class CategoricalBins : BinMapper
{
    /// <summary>Codes that are looked up in a table; there are few above, in few columns.</summary>
    const int TableCodes = 1 << 12;

    readonly byte[] _binOfLow;
    readonly Dictionary<int, byte> _binOfHigh = [];

    /// <param name="categories">Categories of bins 1, 2, …</param>
    /// <param name="hasOthers">Some row is in bin 0.</param>
    public CategoricalBins(int[] categories, bool hasOthers)
    {
        (Categories, HasOthers) = (categories, hasOthers);
        _binOfLow = new byte[categories.Length == 0 ? 0 : Math.Min(categories.Max() + 1, TableCodes)];
        for (int bin = 1; bin <= categories.Length; bin++)
        {
            int code = categories[bin - 1];
            if (code < TableCodes)
            {
                _binOfLow[code] = (byte)bin;
            }
            else
            {
                _binOfHigh.Add(code, (byte)bin);
            }
        }
    }

    /// <summary>The category of bin b + 1.</summary>
    public int[] Categories { get; }

    /// <summary>Some training row is in bin 0.</summary>
    public bool HasOthers { get; }

    public override MissingType Missing => HasOthers ? MissingType.NaN : MissingType.None;

    public override int MissingBin => -1;

    public override int BinCount => Categories.Length + 1;

    public override string Info => string.Join(':', Categories.Prepend(-1).Skip(HasOthers ? 0 : 1));

    public override int BinOf(double value) => BinOfCode(CodeOf(value));

    public override double ValueOf(int bin) => bin == 0 ? double.NaN : Categories[bin - 1];

    public override void BinsOf(ReadOnlySpan<double> values, Span<ushort> destination)
    {
        for (int i = 0; i < values.Length; i++)
        {
            destination[i] = (ushort)BinOf(values[i]);
        }
    }

    public int BinOfCode(int code) => (uint)code < (uint)_binOfLow.Length ? _binOfLow[code]
        : _binOfHigh.Count > 0 ? _binOfHigh.GetValueOrDefault(code) : 0;

    /// <summary>The category of a value: its whole part, as at prediction; −1 for NaN, values ≤ −1 and too large ones.</summary>
    public static int CodeOf(double value) => value is > -1 and < int.MaxValue ? (int)value : -1;
}
