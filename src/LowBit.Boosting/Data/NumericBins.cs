using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>Bins of a numeric feature: by upper edges, with the missing values in a bin of their own.</summary>
sealed class NumericBins : BinMapper
{
    readonly double[]? _padded;
    readonly int _zeroBin;

    /// <param name="edges">Upper edges, ascending, the last +∞.</param>
    /// <param name="missing">Which values count as missing.</param>
    /// <param name="min">Smallest value, for the model file.</param>
    /// <param name="max">Largest value.</param>
    public NumericBins(double[] edges, MissingType missing, double min, double max)
    {
        (Edges, Missing, Min, Max) = (edges, missing, min, max);
        _padded = edges.Length <= EdgeRows.MostEdges ? EdgeRows.Pad(edges) : null;
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

    public override double ValueOf(int bin) =>
        bin != MissingBin ? Edges[bin] : Missing == MissingType.NaN ? double.NaN : 0;

    public override void BinsOf(ReadOnlySpan<double> values, Span<ushort> destination)
    {
        for (int i = 0; i < values.Length; i++)
        {
            destination[i] = (ushort)BinOf(values[i]);
        }
    }

    /// <summary>The bins of one column of a block of rows.</summary>
    /// <param name="first">Its value in the first row.</param>
    /// <param name="stride">Values from one row to the next.</param>
    /// <param name="bins">out: [rows].</param>
    /// <returns>Smallest and largest value that is not NaN, and whether one is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Min, double Max, bool HasNaN) BinRows(ref double first, int stride, Span<byte> bins)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        bool hasNaN = false, zeroIsMissing = Missing == MissingType.Zero;
        int ofNaN = Missing == MissingType.NaN ? Edges.Length : _zeroBin;
        ref double edges = ref MemoryMarshal.GetArrayDataReference(_padded!);
        ref byte bin = ref MemoryMarshal.GetReference(bins);
        for (int row = 0; row < bins.Length; row++)
        {
            double value = Unsafe.Add(ref first, row * (nint)stride);
            int found = double.IsNaN(value) ? ofNaN
                : zeroIsMissing && ZeroThreshold.IsZero(value) ? _zeroBin : EdgeRows.CountBelow(ref edges, value);
            Unsafe.Add(ref bin, row) = (byte)found;
            hasNaN |= double.IsNaN(value);
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        return (min, max, hasNaN);
    }

    /// <inheritdoc cref="BinRows(ref double, int, Span{byte})"/>
    public (double Min, double Max, bool HasNaN) BinRows(ref double first, int stride, Span<ushort> bins)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        bool hasNaN = false;
        for (int row = 0; row < bins.Length; row++)
        {
            double value = Unsafe.Add(ref first, row * (nint)stride);
            bins[row] = (ushort)BinOf(value);
            hasNaN |= double.IsNaN(value);
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        return (min, max, hasNaN);
    }

    int CountEdgesBelow(double value) =>
        _padded is null ? SearchEdgesBelow(value) : EdgeRows.CountBelow(ref MemoryMarshal.GetArrayDataReference(_padded), value);

    /// <summary>More than 256 edges: by halves, without a branch that depends on the value.</summary>
    int SearchEdgesBelow(double value)
    {
        ref double edges = ref MemoryMarshal.GetArrayDataReference(Edges);
        int low = 0;
        for (int length = Edges.Length; length > 1; length -= length / 2)
        {
            low += Unsafe.Add(ref edges, low + length / 2 - 1) < value ? length / 2 : 0;
        }
        return low; // the last edge is +∞: no value is above it
    }

    static string Text(double value) => double.IsInfinity(value)
        ? value > 0 ? "inf" : "-inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
