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

    /// <summary>What the finder's best is: the same as with every candidate's rows counted.</summary>
    [Theory]
    [InlineData(false, 1), InlineData(true, 3)]
    public void ProvingOnlyTheWinnersFindsTheBestOfAll(bool isWide, int threads)
    {
        using var team = new WorkerTeam(threads);
        int lazy = 0;
        Cases.ForEach(500, Leaves, leaf =>
        {
            var rules = new SplitRules(leaf.Options);
            rules.StartTree(leaf.Grid);
            var layout = new HistogramLayout(Data.Features, isWide, SplitFinder.NeedsCounts(Data, leaf.Options, leaf.Grid.CountsRows, isWide));
            var finder = new SplitFinder(Data, layout, rules, team, Isa.Best);
            var words = Histogram(layout, leaf);
            var chunks = Chunks[leaf.Rows.Length % Chunks.Length];
            var allowed = leaf.Rows.Length % 4 == 0 ? (bool[])[true, leaf.Rows[0] % 2 == 0, true, true, false] : null;
            var splits = Array.ConvertAll(chunks, _ => Split.None);
            var search = new LeafSearch(leaf.On(0).Leaf, rules);
            for (int chunk = 0; chunk < chunks.Length; chunk++)
            {
                foreach (var range in chunks[chunk])
                {
                    finder.Find(range, allowed, words.Start, search, ref splits[chunk]);
                }
            }
            lazy += splits.Any(split => split.Exists && !split.CountIsProved) ? 1 : 0;
            fixed (int* rows = leaf.Rows)
            {
                var segment = new RowSegment { Rows = rows, Count = leaf.Rows.Length };
                AssertSame(Best(leaf, allowed), finder.Best(chunks, splits, allowed, words.Start, search, segment));
            }
            GC.KeepAlive(words);
        });
        Assert.InRange(lazy, 10, 250);
    }

    /// <summary>All together, in two parts, each by itself.</summary>
    static readonly FeatureRange[][][] Chunks =
    [
        [[new(0, Features)]],
        [[new(0, 1), new(3, 5)], [new(1, 3)]],
        [.. Enumerable.Range(0, Features).Select(feature => (FeatureRange[])[new(feature, feature + 1)])],
    ];

    static NativeBuffer<long> Histogram(HistogramLayout layout, Leaf leaf)
    {
        var words = new NativeBuffer<long>(layout.WordCount, clear: true);
        for (int feature = 0; feature < Features; feature++)
        {
            var at = new SplitCase(leaf.Options, leaf.Grid, leaf.On(feature));
            at.Words(layout.IsWide, layout.CountsRows).CopyTo(words.AsSpan((long)layout.Offsets[feature] * layout.WordsPerBin, layout.BinCount(feature) * layout.WordsPerBin));
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

    [Theory]
    [InlineData(0, true, false, false), InlineData(0, false, false, true), InlineData(5, true, false, false), InlineData(5, false, true, true)]
    public void RowsAreCountedForSetsOfCategoriesAndWhereGainsDependOnThem(double pathSmooth, bool isUnit, bool ofNumbers, bool ofSets)
    {
        var options = new BoosterOptions { PathSmooth = pathSmooth };
        Assert.Equal(ofNumbers, SplitFinder.NeedsCounts(Only(bins: 100, isCategorical: false), options, isUnit, isWide: false));
        Assert.Equal(ofSets, SplitFinder.NeedsCounts(Data, options, isUnit, isWide: false));
    }

    [Theory]
    [InlineData(0, false, false), InlineData(0, true, true), InlineData(1, false, true)]
    public void RowsAreCountedForSingleCategoriesWhereTheyCannotBeBounded(double lambdaL1, bool isWide, bool isCounted) => Assert.Equal(
        isCounted, SplitFinder.NeedsCounts(Only(bins: 3, isCategorical: true), new() { LambdaL1 = lambdaL1 }, hasUnitHessian: false, isWide));

    static Dataset Only(int bins, bool isCategorical) => Dataset.FromArrays(
        Enumerable.Range(0, Rows).Select(row => (double)(row % bins)).ToArray(), Rows, 1, new double[Rows],
        new() { NumThreads = 1, Categorical = isCategorical ? ["0"] : [] });
}
