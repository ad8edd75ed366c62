using CsCheck;
using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class PlainSplitSearchTests
{
    /// <summary>Many more bins than are looked at at a time, in features of few and of many.</summary>
    static readonly Gen<int[]> BinCounts = Gen.OneOf(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[200, 1400]).Array[1, 40];

    [Fact]
    public void ManyFeaturesTogetherGiveTheBestOfEachAlone() => Cases.ForEach(
        400, Gen.Select(BinCounts, Gen.Int[1, 4], Gen.Int[0, 30], Gen.Enum<MissingType>(), Gen.UInt), draw =>
        {
            var (binCounts, range, minData, missing, seed) = draw;
            var random = new RandomStream(seed, 1, 0);
            Feature[] features = [.. binCounts.Select((count, feature) => new Feature(feature, feature % 5 == 1 && count > 1 && count <= 4
                ? new CategoricalBins([.. Enumerable.Range(1, count - 1)], hasOthers: false)
                : Bins(count, feature % 3 == 0 ? missing : MissingType.None)))];
            var raw = new HistogramLayout(features, isWide: false);
            var total = new GradientSums((long)(random.Word(0) % 2001) - 1000, 5000);
            var rules = new SplitRules(new() { MinDataInLeaf = minData, MinSumHessianInLeaf = 0 });
            rules.StartTree(GradientGrid.For(4, 1, 1, isUnit: false));
            var leaf = new LeafSearch(new(total, 2000, 0), rules);
            long[] histogram = new long[raw.WordCount];
            for (int feature = 0; feature < features.Length; feature++)
            {
                Fill(histogram, raw, feature, total, range, random);
            }
            int cut = (int)(seed % (uint)(features.Length + 1));
            int[] order = [.. Enumerable.Range(cut, features.Length - cut), .. Enumerable.Range(0, cut)]; // in any order
            FeaturePlace[] places = [.. features.Select(feature => new FeaturePlace(0, 0, feature.Index % 4 == 2 ? 0 : -1))];
            var layout = HistogramLayout.For(features, places, rules.Options, order, isWide: false, countsRows: false);
            fixed (long* bins = histogram, words = Formed(histogram, raw, layout, features.Length))
            {
                var expected = Split.None;
                for (int feature = 0; feature < features.Length; feature++)
                {
                    var alone = layout.IsPlain(feature) ? Alone(raw.Of(feature, bins), features[feature].Bins, leaf, rules) : Split.None;
                    alone.Feature = double.IsNegativeInfinity(alone.Score) ? expected.Feature : feature;
                    expected = alone.IsBetterThan(expected) ? alone : expected;
                }
                foreach (var path in Isa.Supported)
                {
                    var found = Split.None;
                    var search = new PlainSplitSearch(layout, rules, path);
                    foreach (var run in SearchRun.Of(order, features, layout).Where(run => run.IsPlain))
                    {
                        search.Find(run.Features, run.WithMissing, words, leaf, ref found);
                    }
                    Assert.Equal(Key(expected), Key(found));
                }
            }
        });

    /// <summary>The same bins in the places and forms of another layout.</summary>
    static long[] Formed(long[] histogram, HistogramLayout raw, HistogramLayout layout, int features)
    {
        long[] formed = new long[layout.WordCount + PlainSplitScan.Overrun];
        fixed (long* words = formed)
        {
            for (int feature = 0; feature < features; feature++)
            {
                histogram.AsSpan(raw.Offset(feature) + layout.FirstBin(feature), layout.BinCount(feature)).CopyTo(formed.AsSpan(layout.Offset(feature)));
                BinForms.Apply(layout.FormOf(feature), layout.Start(feature, words), layout.BinCount(feature));
            }
        }
        return formed;
    }

    static Split Alone(FeatureHistogram histogram, BinMapper bins, in LeafSearch leaf, SplitRules rules) => bins is CategoricalBins
        ? CategoricalSplitSearch.Find(histogram, bins, leaf, rules, default) : NumericSplitSearch.Find(histogram, bins, leaf, rules, default);

    static object Key(Split split) =>
        (split.Score, split.Gain, split.Feature, split.Bin, split.MissingGoesLeft, split.Left, split.LambdaL2, split.Categories);

    static NumericBins Bins(int count, MissingType missing)
    {
        int edges = missing == MissingType.NaN ? Math.Max(1, count - 1) : count;
        double[] all = [.. Enumerable.Range(1, edges - 1).Select(edge => (double)edge), double.PositiveInfinity];
        return new(missing == MissingType.Zero ? [-1, .. all] : all, missing, 0, 0);
    }

    /// <summary>Few different small sums, so that scores tie within and between features; the last bin makes up the leaf's sums.</summary>
    static void Fill(long[] histogram, HistogramLayout layout, int feature, GradientSums total, int range, RandomStream random)
    {
        var rest = total;
        for (int bin = 0; bin < layout.BinCount(feature); bin++)
        {
            uint word = random.Word(1 + (ulong)(layout.Offset(feature) + bin));
            long hessian = Math.Min(rest.Hessian, word % 3 == 0 ? 0 : word / 3 % (uint)(400 * range));
            var sums = bin == layout.BinCount(feature) - 1 ? rest : new((long)(word >> 16) % (2 * range + 1) * 50 - 50 * range, hessian);
            rest -= sums;
            layout.Store(sums, 0, histogram.AsSpan((layout.Offset(feature) + bin) * layout.WordsPerBin, layout.WordsPerBin));
        }
    }
}
