using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>A random leaf on a random feature under random options.</summary>
sealed record SplitCase(BoosterOptions Options, GradientGrid Grid, LeafRowsOfFeature Rows)
{
    public SplitRules Rules
    {
        get
        {
            var rules = new SplitRules(Options);
            rules.StartTree(Grid);
            return rules;
        }
    }

    public HistogramLayout Layout(bool isWide, bool countsRows = false) => new([new(0, Rows.Bins)], isWide, countsRows);

    /// <summary>The words of the feature's histogram.</summary>
    public long[] Words(bool isWide, bool countsRows = false)
    {
        var layout = Layout(isWide, countsRows);
        var words = new long[layout.WordCount];
        for (int bin = 0; bin < Rows.Bins.BinCount; bin++)
        {
            layout.Store(Rows.SumWhere(b => b == bin), Counts[bin], words.AsSpan(bin * layout.WordsPerBin, layout.WordsPerBin));
        }
        return words;
    }

    public LeafSearch Search => new(Rows.Leaf, Rules);

    public long[] Counts => [.. Enumerable.Range(0, Rows.Bins.BinCount).Select(bin => (long)Rows.CountWhere(b => b == bin))];

    /// <summary>Hessian levels of 0 and few distinct levels, so that bounds bind and scores tie.</summary>
    public static Gen<SplitCase> Of(Gen<BinMapper> features) =>
        Gen.Select(AllOptions, features, Gen.Int[2, 8], Gen.Bool, Gen.Int[1, 60], Gen.Double[-1, 1])
            .SelectMany(draw =>
            {
                var (options, bins, bits, isUnit, rowCount, output) = draw;
                var grid = GradientGrid.For(bits, 0.8, 1.3, isUnit);
                var level = Gen.Select(
                    Gen.Int[-grid.MaxGradient, grid.MaxGradient], isUnit ? Gen.Const(1) : Gen.Int[0, grid.MaxHessian],
                    (gradient, hessian) => new GradientSums(gradient, hessian));
                return Gen.Select(
                    Gen.Int[0, bins.BinCount - 1].Array[rowCount], level.Array[rowCount],
                    (rowBins, levels) => new SplitCase(options, grid, new(bins, rowBins, levels, output)));
            });

    public static readonly Gen<BoosterOptions> AllOptions = Gen.Select(
        Gen.OneOf(0.0, 0, 0.5, 3), Gen.OneOf(0.0, 1, 0.1), Gen.OneOf(0.0, 0, 0.5), Gen.OneOf(0.0, 0, 0.3),
        Gen.OneOf(0.0, 0, 5), Gen.OneOf(0.0, 1e-3, 2.5), Gen.OneOf(0, 1, 3, 10),
        (l1, l2, minGain, maxStep, smooth, minHessian, minData) => new BoosterOptions
        {
            LambdaL1 = l1,
            LambdaL2 = l2,
            MinGainToSplit = minGain,
            MaxDeltaStep = maxStep,
            PathSmooth = smooth,
            MinSumHessianInLeaf = minHessian,
            MinDataInLeaf = minData,
        });

    public static readonly Gen<BinMapper> NumericFeatures = Gen.Select(
        Gen.Int[1, 12], Gen.Enum<MissingType>(), (edges, missing) =>
        {
            double[] all = [.. Enumerable.Range(1, edges).Select(edge => (double)edge), double.PositiveInfinity];
            return (BinMapper)new NumericBins(missing == MissingType.Zero ? [-1, .. all] : all, missing, 0, 0);
        });
}
