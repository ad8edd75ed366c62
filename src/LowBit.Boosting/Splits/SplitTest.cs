using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>Decides by the bin of one feature whether a row goes left: a threshold with a missing bin, or a set of bins.</summary>
unsafe struct SplitTest
{
    BinSet _left;
    byte _lastLeft, _missing, _missingFlips;

    public SplitTest(in Split split, BinMapper bins, byte* column)
    {
        Column = column;
        IsSet = split.IsCategorical;
        _left = split.LeftBins(bins);
        _lastLeft = (byte)Math.Max(0, split.Bin);
        _missing = (byte)Math.Max(0, bins.MissingBin);
        bool thresholdSays = bins.MissingBin <= split.Bin;
        _missingFlips = bins.MissingBin >= 0 && thresholdSays != split.MissingGoesLeft ? byte.MaxValue : (byte)0;
    }

    /// <summary>Bins of the feature by row.</summary>
    public byte* Column { get; }

    /// <summary>The bins that go left are no range; they must be looked up.</summary>
    public bool IsSet { get; }

    public readonly bool GoesLeft(int bin) => _left.Contains(bin);

    /// <summary>32 bins against the threshold; bit i tells whether bin i goes left.</summary>
    public readonly uint Compare(Vector256<byte> bins)
    {
        var left = Vector256.LessThanOrEqual(bins, Vector256.Create(_lastLeft));
        var flips = Vector256.Equals(bins, Vector256.Create(_missing)) & Vector256.Create(_missingFlips);
        return (left ^ flips).ExtractMostSignificantBits();
    }

    /// <summary>Up to 64 bins one by one.</summary>
    public readonly ulong LookUp(byte* bins, int count)
    {
        ulong word = 0;
        for (int i = 0; i < count; i++)
        {
            word |= _left.Bit(bins[i]) << i;
        }
        return word;
    }
}
