using System.Globalization;
using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>Bins of a numeric feature: by upper edges, with the missing values in a bin of their own.</summary>
sealed class NumericBins : BinMapper
{
    const int PaddedLength = 256;

    readonly double[] _padded;
    readonly int _zeroBin;

    /// <param name="edges">Upper edges, ascending, the last +∞.</param>
    /// <param name="missing">Which values count as missing.</param>
    /// <param name="min">Smallest value, for the model file.</param>
    /// <param name="max">Largest value.</param>
    public NumericBins(double[] edges, MissingType missing, double min, double max)
    {
        (Edges, Missing, Min, Max) = (edges, missing, min, max);
        _padded = new double[PaddedLength];
        Array.Fill(_padded, double.PositiveInfinity);
        edges.CopyTo(_padded, 0);
        _zeroBin = CountEdgesBelow(0);
    }

    /// <summary>Upper edges; a value belongs to the first bin whose edge it does not exceed.</summary>
    public double[] Edges { get; }

    public double Min { get; }

    public double Max { get; }

    public override MissingType Missing { get; }

    public override int BinCount => Edges.Length + (Missing == MissingType.NaN ? 1 : 0);

    public override int MissingBin => Missing switch
    {
        MissingType.NaN => Edges.Length,
        MissingType.Zero => _zeroBin,
        _ => -1,
    };

    public override string Info => string.Create(CultureInfo.InvariantCulture, $"[{Text(Min)}:{Text(Max)}]");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int BinOf(double value)
    {
        if (double.IsNaN(value))
        {
            return Missing == MissingType.NaN ? Edges.Length : _zeroBin;
        }
        return Missing == MissingType.Zero && ZeroThreshold.IsZero(value) ? _zeroBin : CountEdgesBelow(value);
    }

    /// <summary>Number of edges &lt; value: eight halvings without a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int CountEdgesBelow(double value)
    {
        ref double edges = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_padded);
        nint bin = 0;
        for (nint half = PaddedLength / 2; half > 0; half >>= 1)
        {
            bin += Unsafe.Add(ref edges, bin + half - 1) < value ? half : 0;
        }
        return (int)bin;
    }

    static string Text(double value) => double.IsInfinity(value)
        ? value > 0 ? "inf" : "-inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
