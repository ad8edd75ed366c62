using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class CategoricalSplitSearchTests
{
    static readonly Gen<BinMapper> Features = Gen.Int[1, 9].Select(categories =>
        (BinMapper)new CategoricalBins([.. Enumerable.Range(0, categories)], hasOthers: true));

    static readonly Gen<(int, int, double, double, int)> Settings = Gen.Select(
        Gen.OneOf(0, 4, 100), Gen.OneOf(1, 2, 32), Gen.OneOf(0.0, 10, 0.5), Gen.OneOf(0.0, 2, 10), Gen.OneOf(0, 5, 20));

    static Split Find(SplitCase leaf, bool isWide, CandidateDraw draw = default)
    {
        fixed (long* words = leaf.Words(isWide))
        fixed (long* counts = leaf.Counts)
        {
            var histogram = new FeatureHistogram(words, leaf.Layout(isWide));
            return CategoricalSplitSearch.Find(
                histogram, leaf.Rows.Bins, leaf.Search, leaf.Rules, leaf.Grid.CountsRows ? default : new(counts, 1), draw);
        }
    }

    [Fact]
    public void TheBestOfAllCandidatesIsFound()
    {
        int sets = 0;
        Cases.ForEach(2000, Gen.Select(SplitCase.Of(Features), Settings), draw =>
        {
            var (onehot, threshold, l2, smooth, group) = draw.Item2;
            var leaf = draw.Item1 with
            {
                Options = draw.Item1.Options with
                {
                    MaxCatToOnehot = onehot,
                    MaxCatThreshold = threshold,
                    CatL2 = l2,
                    CatSmooth = smooth,
                    MinDataPerGroup = group,
                },
            };
            var expected = new SplitReference(leaf.Options, leaf.Grid).Categorical(leaf.Rows);
            foreach (bool isWide in (bool[])[false, true])
            {
                AssertSame(expected, Find(leaf, isWide));
            }
            uint word = (uint)leaf.Rows.RowBins.Sum() * 2654435769; // as good as random
            AssertSame(
                new SplitReference(leaf.Options, leaf.Grid).Categorical(leaf.Rows, word),
                Find(leaf, isWide: false, CandidateDraw.One(word)));
            sets += expected is null ? 0 : 1;
        });
        Assert.InRange(sets, 250, 1950);
    }

    static void AssertSame(SplitReference.Candidate? expected, Split found)
    {
        Assert.Equal(expected is null, double.IsNegativeInfinity(found.Gain));
        Assert.True(expected is null || Same(expected.Split, found), $"{expected} {found.Gain} {found.Left}");
    }

    static bool Same(in Split a, in Split b) => a.Gain == b.Gain && a.Categories.Equals(b.Categories) && a.Left == b.Left
        && a.LambdaL2 == b.LambdaL2 && a.IsCategorical && b.IsCategorical;

    /// <summary>The order by G / H holds the best of all 2^k subsets [Fisher58] where nothing else restricts them.</summary>
    [Fact]
    public void SortedSubsetsHoldTheBestOfAllSubsets()
    {
        var options = new BoosterOptions
        {
            MaxCatToOnehot = 0,
            CatL2 = 0,
            CatSmooth = 0,
            MinDataPerGroup = 0,
            MinDataInLeaf = 1,
            MinSumHessianInLeaf = 0,
        };
        var grid = GradientGrid.For(5, 1, 1, isUnit: false);
        var levels = Gen.Select(Gen.Int[-15, 15], Gen.Int[1, 30], (gradient, hessian) => new GradientSums(gradient, hessian));
        Cases.ForEach(200, Gen.Select(Gen.Int[1, 7].Array[4, 40], levels.Array[40]), draw =>
        {
            var (rowBins, rowLevels) = draw;
            var bins = new CategoricalBins([.. Enumerable.Range(0, 7)], hasOthers: false);
            var leaf = new SplitCase(options, grid, new(bins, rowBins, rowLevels[..rowBins.Length], 0));
            var reference = new SplitReference(options, grid);
            double best = Enumerable.Range(1, 126).Select(set => reference.Try(leaf.Rows, SetOf(set), 0))
                .Max(candidate => candidate?.Gain ?? double.NegativeInfinity);
            double found = Find(leaf, isWide: false).Gain;
            Assert.True(found == best || Math.Abs(found - best) < 1e-9 * Math.Abs(best) + 1e-9, $"{found} in place of {best}");
        });
    }

    static Split SetOf(int set)
    {
        var split = new Split { Bin = -1 };
        for (int bin = 1; bin <= 7; bin++)
        {
            if ((set >> (bin - 1) & 1) != 0)
            {
                split.Categories.Add(bin);
            }
        }
        return split;
    }

    [Fact]
    public void MissingAndRareCategoriesAlwaysGoRight() => Cases.ForEach(
        300, SplitCase.Of(Features), leaf => Assert.False(Find(leaf, isWide: false).Categories.Contains(0)));
}
