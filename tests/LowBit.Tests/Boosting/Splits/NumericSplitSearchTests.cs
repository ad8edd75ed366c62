using CsCheck;
using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Of the search by feature, and of the one of many features together where gains are plain.</summary>
public unsafe class NumericSplitSearchTests
{
    static Split Find(SplitCase leaf, bool isWide, bool isCounted, bool useVectors, CandidateDraw draw = default)
    {
        bool strided = leaf.Rows.RowBins.Length % 2 == 0;
        fixed (long* words = leaf.Words(isWide, strided))
        fixed (long* counts = leaf.Counts)
        {
            var layout = leaf.Layout(isWide, strided);
            if (!isCounted && draw.IsAll && FindPlain(leaf, useVectors) is { } plain && !isWide)
            {
                return plain;
            }
            var histogram = new FeatureHistogram(words, layout);
            return NumericSplitSearch.Find(
                histogram, leaf.Rows.Bins, leaf.Search, leaf.Rules,
                !isCounted ? default : strided ? histogram.RowCounts : new(counts, 1), draw);
        }
    }

    /// <summary>What the search of many features finds, or null where it does not cover this one.</summary>
    static Split? FindPlain(SplitCase leaf, bool useVectors)
    {
        var layout = HistogramLayout.For(
            [new(0, leaf.Rows.Bins)], [new(0, 0, -1)], leaf.Options, [0], isWide: false, SplitRules.NeedsCounts(leaf.Options, leaf.Grid.CountsRows));
        if (!layout.IsPlain(0))
        {
            return null;
        }
        fixed (long* words = (long[])[.. leaf.Words(isWide: false), .. new long[PlainSplitScan.Overrun]])
        {
            BinForms.Apply(layout.FormOf(0), words, layout.BinCount(0));
            var best = Split.None;
            int[] withMissing = leaf.Rows.Bins.MissingBin >= 0 ? [0] : [];
            new PlainSplitSearch(layout, leaf.Rules, useVectors ? Isa.Best : KernelPath.Scalar).Find([0], withMissing, words, leaf.Search, ref best);
            return best;
        }
    }

    static (double, int, bool, GradientSums) Key(Split split) => (split.Gain, split.Bin, split.MissingGoesLeft, split.Left);

    static void AssertSame(SplitReference.Candidate? expected, Split actual)
    {
        Assert.Equal(expected is null, double.IsNegativeInfinity(actual.Gain));
        Assert.Equal(expected is null ? Key(actual) : Key(expected.Split), Key(actual));
    }

    /// <summary>Widths and paths change nothing, nor do counts where gains do not depend on them.</summary>
    [Fact]
    public void TheBestOfAllCandidatesIsFound() => Cases.ForEach(2000, SplitCase.Of(SplitCase.NumericFeatures), leaf =>
    {
        var expected = new SplitReference(leaf.Options, leaf.Grid).Numeric(leaf.Rows);
        foreach (bool isWide in (bool[])[false, true])
        {
            AssertSame(expected, Find(leaf, isWide, isCounted: true, useVectors: true));
            if (!SplitRules.NeedsCounts(leaf.Options, leaf.Grid.CountsRows))
            {
                AssertSame(expected, Find(leaf, isWide, isCounted: false, useVectors: true));
                AssertSame(expected, Find(leaf, isWide, isCounted: false, useVectors: false));
            }
        }
    });

    /// <summary>36 rows of level 1, and 4 that count as 20 rows of the leaf's mean at level 9, but not at level 8.</summary>
    [Theory]
    [InlineData(9, true), InlineData(8, false)]
    public void AFewRowsOfMuchCurvatureCountAsMany(int level, bool exists)
    {
        var bins = new NumericBins([1, double.PositiveInfinity], MissingType.None, 0, 0);
        GradientSums[] levels = [.. Enumerable.Range(0, 40).Select(row => row < 36 ? new GradientSums(-1, 1) : new GradientSums(7, level))];
        var leaf = new SplitCase(
            new() { MinDataInLeaf = 20 }, GradientGrid.For(4, 1, 1, isUnit: false),
            new(bins, [.. Enumerable.Range(0, 40).Select(row => row < 36 ? 0 : 1)], levels, 0));
        Assert.Equal(exists, Find(leaf, isWide: false, isCounted: false, useVectors: true).Exists);
    }

    [Fact]
    public void OfADrawnCandidateTheBetterDirectionOfMissingIsFound() => Cases.ForEach(
        1000, Gen.Select(SplitCase.Of(SplitCase.NumericFeatures), Gen.UInt), draw =>
        {
            var (leaf, word) = draw;
            var expected = new SplitReference(leaf.Options, leaf.Grid).Numeric(leaf.Rows, word);
            foreach (bool isWide in (bool[])[false, true])
            {
                AssertSame(expected, Find(leaf, isWide, isCounted: true, useVectors: true, CandidateDraw.One(word)));
            }
        });

    /// <summary>Words spread over all thresholds between two bins: none is left out, the missing bin is never one.</summary>
    [Theory]
    [InlineData(MissingType.None, new[] { 0, 1 }), InlineData(MissingType.NaN, new[] { 0, 1 }), InlineData(MissingType.Zero, new[] { 0, 2 })]
    public void EveryThresholdBetweenTwoBinsCanBeDrawn(MissingType missing, int[] expected)
    {
        double[] edges = missing == MissingType.Zero ? [-1, 1, 2, double.PositiveInfinity] : [1, 2, double.PositiveInfinity];
        var bins = new NumericBins(edges, missing, 0, 0);
        GradientSums[] levels = [.. Enumerable.Range(0, bins.BinCount).Select(bin => new GradientSums(bin * bin, 1))];
        var options = new BoosterOptions { MinDataInLeaf = 1 };
        var leaf = new SplitCase(
            options, GradientGrid.For(6, 1, 1, isUnit: true), new(bins, [.. Enumerable.Range(0, bins.BinCount)], levels, 0));
        var found = new[] { 0u, uint.MaxValue / 2, uint.MaxValue / 2 + 1, uint.MaxValue }.Select(
            word => Find(leaf, isWide: false, isCounted: false, useVectors: true, CandidateDraw.One(word)).Bin);
        Assert.Equal([expected[0], expected[0], expected[1], expected[1]], found);
    }

    [Fact]
    public void TiesGoToTheLowerBinAndThenMissingRight()
    {
        var bins = new NumericBins([1, 2, 3, double.PositiveInfinity], MissingType.NaN, 0, 0);
        var grid = GradientGrid.For(4, 1, 1, isUnit: true);
        var options = new BoosterOptions { MinDataInLeaf = 1 };
        // bins 1 and 2 are empty: thresholds 0, 1 and 2 part the rows alike; the missing row fits to both sides
        GradientSums[] levels = [new(4, 1), new(-4, 1), new(0, 1)];
        var found = Find(new(options, grid, new(bins, [0, 3, 4], levels, 0)), isWide: false, isCounted: false, useVectors: true);
        Assert.Equal((0, false), (found.Bin, found.MissingGoesLeft));
    }

    [Fact]
    public void HalvesOfTheLeafsOwnMeanGainNothing()
    {
        var bins = new NumericBins([1, 2, double.PositiveInfinity], MissingType.None, 0, 0);
        var options = new BoosterOptions { MinDataInLeaf = 1, MinSumHessianInLeaf = 0 };
        Cases.ForEach(300, CsCheck.Gen.Select(CsCheck.Gen.Int[-7, 7], CsCheck.Gen.Int[1, 14], CsCheck.Gen.Double[0.01, 9]), draw =>
        {
            var (gradient, hessian, bound) = draw;
            var grid = GradientGrid.For(4, bound, 1, isUnit: false);
            GradientSums[] levels = [.. Enumerable.Repeat(new GradientSums(gradient, hessian), 9)];
            var leaf = new SplitCase(options, grid, new(bins, [0, 0, 1, 1, 1, 1, 2, 2, 2], levels, 0));
            Assert.Equal(0, Find(leaf, isWide: false, isCounted: true, useVectors: true).Gain);
        });
    }

    [Fact]
    public void MissingRowsWhoseHessiansRoundedToZeroGoWhereTheirGradientsSay()
    {
        var bins = new NumericBins([1, double.PositiveInfinity], MissingType.NaN, 0, 0);
        var options = new BoosterOptions { MinDataInLeaf = 1, MinSumHessianInLeaf = 0 };
        GradientSums[] levels = [new(5, 9), new(-5, 9), new(6, 0)];
        var leaf = new SplitCase(options, GradientGrid.For(4, 1, 1, isUnit: false), new(bins, [0, 1, 2], levels, 0));
        Assert.True(Find(leaf, isWide: false, isCounted: true, useVectors: true).MissingGoesLeft);
    }
}
