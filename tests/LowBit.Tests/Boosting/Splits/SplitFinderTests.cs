using CsCheck;
using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class SplitFinderTests
{
    const int Rows = 150, Features = 5;

    /// <summary>Numbers with few and with many values, with and without missing ones, and categories.</summary>
    static readonly Dataset Data = Dataset.FromArrays(
        Enumerable.Range(0, Rows * Features).Select(i => Value(new RandomStream(4, 1, 0).Word((ulong)i), i % Features)).ToArray(),
        Rows, Features, new double[Rows], new() { Categorical = ["3", "4"], MinDataInBin = 1, NumThreads = 1 });

    static double Value(uint word, int column) => column switch
    {
        0 => word % 4,
        1 => word % 5 == 0 ? double.NaN : word % 1000,
        2 => word / 4294967296.0 - 0.5,
        3 => word % 3, // single categories
        _ => word % 11 == 0 ? double.NaN : word % 9,
    };

    static readonly Gen<BoosterOptions> Options = SplitCase.AllOptions.Select(
        options => options with { CatSmooth = 1, MinDataPerGroup = 5, CatL2 = 0.5 });

    sealed record Leaf(BoosterOptions Options, GradientGrid Grid, int[] Rows, GradientSums[] Levels, double Output)
    {
        public LeafRowsOfFeature On(int feature) => new(
            Data.Features[feature].Bins, [.. Rows.Select(row => Data.Bins.BinOf(feature, row))], Levels, Output);
    }

    static readonly Gen<Leaf> Leaves = Gen.Select(Options, Gen.Int[2, 8], Gen.Bool, Gen.Int[1, Rows], Gen.Double[-1, 1]).SelectMany(draw =>
    {
        var (options, bits, isUnit, count, output) = draw;
        var grid = GradientGrid.For(bits, 0.8, 1.3, isUnit);
        var level = Gen.Select(
            Gen.Int[-grid.MaxGradient, grid.MaxGradient], isUnit ? Gen.Const(1) : Gen.Int[0, grid.MaxHessian],
            (gradient, hessian) => new GradientSums(gradient, hessian));
        return Gen.Select(Gen.Shuffle(Enumerable.Range(0, Rows).ToArray(), count), level.Array[count]).Select(
            drawn => new Leaf(options, grid, drawn.Item1, drawn.Item2, output));
    });

    [Theory]
    [InlineData(false), InlineData(true)]
    public void TheBestOfAllFeaturesIsFound(bool isWide) => Cases.ForEach(500, Leaves, leaf =>
    {
        var rules = new SplitRules(leaf.Options);
        rules.StartTree(leaf.Grid);
        var order = Orders[leaf.Rows.Length % Orders.Length];
        var layout = HistogramLayout.For(
            Data.Features, Data.Bins.Places, leaf.Options, [.. order.SelectMany(part => part)], isWide, SplitRules.NeedsCounts(leaf.Options, leaf.Grid.CountsRows));
        var finder = new SplitFinder(Data, layout, rules, Isa.Best);
        var words = Histogram(layout, leaf);
        var allowed = leaf.Rows.Length % 4 == 0 ? (bool[])[true, leaf.Rows[0] % 2 == 0, true, true, false] : null;
        var best = Split.None;
        var search = new LeafSearch(leaf.On(0).Leaf, rules);
        foreach (var run in order.SelectMany(part => SearchRun.Of(part, Data.Features, layout)))
        {
            finder.Find(run, allowed, words.Start, search, ref best);
        }
        AssertSame(Best(leaf, allowed), best);
        GC.KeepAlive(words);
    });

    /// <summary>All together, in parts, each by itself.</summary>
    static readonly int[][][] Orders =
    [
        [[0, 1, 2, 3, 4]],
        [[0], [3, 4], [1, 2]],
        [[2, 4, 0, 1, 3]],
        [[0], [1], [2], [3], [4]],
    ];

    static NativeBuffer<long> Histogram(HistogramLayout layout, Leaf leaf)
    {
        var words = new NativeBuffer<long>(layout.WordCount + PlainSplitScan.Overrun, clear: true);
        for (int feature = 0; feature < Features; feature++)
        {
            var at = new SplitCase(leaf.Options, leaf.Grid, leaf.On(feature));
            at.Words(layout.IsWide, layout.CountsRows).CopyTo(words.AsSpan((long)layout.Offset(feature) * layout.WordsPerBin, layout.BinCount(feature) * layout.WordsPerBin));
            BinForms.Apply(layout.FormOf(feature), layout.Start(feature, words.Start), layout.BinCount(feature));
        }
        return words;
    }

    static (int Feature, Split Split)? Best(Leaf leaf, bool[]? allowed)
    {
        var reference = new SplitReference(leaf.Options, leaf.Grid);
        (int, Split)? best = null;
        for (int feature = 0; feature < Features; feature++)
        {
            if (allowed?[feature] == false)
            {
                continue;
            }
            var rows = leaf.On(feature);
            var candidate = rows.Bins is NumericBins ? reference.Numeric(rows) : reference.Categorical(rows);
            if (candidate is { Gain: > 0 } && !(best?.Item2.Gain >= candidate.Gain))
            {
                best = (feature, candidate.Split);
            }
        }
        return best;
    }

    static void AssertSame((int Feature, Split Split)? expected, Split actual)
    {
        Assert.Equal(expected is not null, actual.Exists);
        if (expected is var (feature, split))
        {
            Assert.Equal((feature, split.Gain, split.Bin, split.Left), (actual.Feature, actual.Gain, actual.Bin, actual.Left));
            Assert.Equal((split.MissingGoesLeft, split.Categories), (actual.MissingGoesLeft, actual.Categories));
        }
    }
}
