using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Binned rows and levels for histograms, and what their histograms are: one addition a row and feature.</summary>
sealed unsafe class HistogramTable
{
    readonly NativeBuffer<int> _rows;
    readonly NativeBuffer<short> _packed;
    readonly NativeBuffer<FixedPointPair> _gradients;

    /// <param name="featureCount">Features; feature f has 1 + 37 f mod 256 bins.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="team">Threads that make the tiles.</param>
    public HistogramTable(int featureCount, int rowCount, WorkerTeam team)
        : this([.. Enumerable.Range(0, featureCount).Select(feature => 1 + 37 * feature % 256)], rowCount, team)
    {
    }

    /// <param name="binCounts">[features] how many bins each has.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="team">Threads that make the tiles.</param>
    public HistogramTable(int[] binCounts, int rowCount, WorkerTeam team)
    {
        (RowCount, BinCounts) = (rowCount, binCounts);
        Features = [.. BinCounts.Select((bins, feature) => new Feature(feature, new NumericBins(Edges(bins), MissingType.None, 0, 0)))];
        var columns = BinCounts.Select((bins, feature) => Column(feature, bins, rowCount)).ToArray();
        Matrix = new(Array.ConvertAll(columns, column => (BinColumn)new ByteColumn(column)), BinCounts, rowCount, team);
        (_rows, _packed, _gradients) = (new(rowCount), new(rowCount), new(rowCount));
        for (int i = 0; i < rowCount; i++)
        {
            _rows[i] = rowCount - 1 - i; // a leaf's rows need not ascend
        }
    }

    public int RowCount { get; }

    public int[] BinCounts { get; }

    public Feature[] Features { get; }

    public BinnedMatrix Matrix { get; }

    static double[] Edges(int bins) => [.. Enumerable.Range(0, bins - 1).Select(edge => (double)edge), double.PositiveInfinity];

    static NativeBuffer<byte> Column(int feature, int bins, int rowCount)
    {
        var column = new NativeBuffer<byte>(rowCount);
        var words = new uint[rowCount];
        new RandomStream(7, (uint)feature, 0).Fill(0, words, KernelPath.Vector);
        for (int row = 0; row < rowCount; row++)
        {
            column[row] = (byte)(words[row] % (uint)bins);
        }
        return column;
    }

    /// <summary>Gives each row its levels.</summary>
    public void SetLevels(Func<int, (int Gradient, int Hessian)> levels)
    {
        for (int i = 0; i < RowCount; i++)
        {
            var (gradient, hessian) = levels(_rows[i]);
            _packed[i] = (short)(256 * gradient + hessian);
            _gradients[_rows[i]] = new(gradient, hessian);
        }
    }

    public RowSegment Segment(int begin, int count) =>
        new() { Rows = _rows.Start + begin, Packed = _packed.Start + begin, Gradients = _gradients.Start, Count = count };

    /// <summary>Sums of a segment by feature and bin, one feature after the other.</summary>
    public GradientSums[] Sums(int begin, int count) => [.. BinCounts.SelectMany((bins, feature) =>
    {
        var sums = new GradientSums[bins];
        for (int i = begin; i < begin + count; i++)
        {
            var pair = _gradients[_rows[i]];
            sums[Matrix.BinOf(feature, _rows[i])] += new GradientSums(pair.Gradient, pair.Hessian);
        }
        return sums;
    })];

    /// <summary>What a builder makes of a segment.</summary>
    public GradientSums[] Build(HistogramBuilder builder, HistogramLayout layout, WorkerTeam team, int begin, int count)
    {
        var words = new NativeBuffer<long>(layout.WordCount);
        words.Span.Fill(-1); // a slot's content is undefined
        builder.Build(Segment(begin, count), words.Start);
        team.ForRanges(builder.Units.Length, 1, (unit, _) => builder.Merge(unit, words.Start));
        AssertCounts(words, layout, begin, count);
        return Read(words, layout);
    }

    void AssertCounts(NativeBuffer<long> words, HistogramLayout layout, int begin, int count)
    {
        for (int feature = 0; feature < Features.Length && layout.CountsRows; feature++)
        {
            var counts = layout.Of(feature, words.Start).RowCounts;
            int[] expected = new int[BinCounts[feature]];
            for (int i = begin; i < begin + count; i++)
            {
                expected[Matrix.BinOf(feature, _rows[i])]++;
            }
            Assert.All(expected, (rows, bin) => Assert.Equal(rows, counts[bin]));
        }
    }

    public static GradientSums[] Read(NativeBuffer<long> words, HistogramLayout layout)
    {
        var histogram = new FeatureHistogram(words.Start, layout);
        var sums = new GradientSums[words.Length / layout.WordsPerBin];
        for (int bin = 0; bin < sums.Length; bin++)
        {
            sums[bin] = histogram[bin];
        }
        GC.KeepAlive(words);
        return sums;
    }

    /// <summary>As Assert.Equal, which takes a hundred times as long for so many.</summary>
    public static void AssertSame(GradientSums[] expected, GradientSums[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        int same = expected.AsSpan().CommonPrefixLength(actual);
        if (same < expected.Length)
        {
            Assert.Fail($"bin {same} of all: {actual[same]} in place of {expected[same]}");
        }
    }
}
