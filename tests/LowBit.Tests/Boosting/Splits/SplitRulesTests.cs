using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class SplitRulesTests
{
    static SplitRules Rules(BoosterOptions options, bool isUnit = false)
    {
        var rules = new SplitRules(options);
        rules.StartTree(GradientGrid.For(4, 1.75, 3.5, isUnit)); // levels are worth ¼
        return rules;
    }

    [Theory]
    [InlineData(0, 1), InlineData(0.25, 1), InlineData(0.26, 2), InlineData(1e300, long.MaxValue / 2)]
    public void TheLeastHessianIsRoundedUpToLevelsAndNeverZero(double minSumHessian, long levels) =>
        Assert.Equal(levels, Rules(new() { MinSumHessianInLeaf = minSumHessian }).MinHessian);

    /// <summary>100 rows of mean level 1.5; a child has the hessian of min_data_in_leaf rows, less half a row.</summary>
    [Theory]
    [InlineData(0, 1), InlineData(1, 1), InlineData(2, 3), InlineData(20, 30)]
    public void AChildHasTheMeanHessianOfTheLeastRows(int minData, long levels) =>
        Assert.Equal(levels, Rules(new() { MinDataInLeaf = minData }).LeastHessian(new(new(0, 150), 100, 0)));

    [Fact]
    public void WhereLevelsCountRowsTheCountIsExact() => Cases.ForEach(1000, Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[1, 1_000_000]), draw =>
        Assert.Equal(draw.Item1, SplitRules.HessianOf(draw.Item1, new(new(0, draw.Item2), draw.Item2, 0))));

    [Theory]
    [InlineData(0, false, false), InlineData(5, true, false), InlineData(5, false, true)]
    public void RowsAreCountedWhereGainsDependOnThem(double pathSmooth, bool isUnit, bool isCounted) =>
        Assert.Equal(isCounted, SplitRules.NeedsCounts(new() { PathSmooth = pathSmooth }, isUnit));

    [Fact]
    public void OutputsAreThresholdedBoundedAndSmoothed()
    {
        // G = 8 · ¼ = 2, H = 16 · ¼ = 4
        var sums = new GradientSums(8, 16);
        Assert.Equal(-0.5, Rules(new()).Output(sums, 0, 7, 9), 1e-15);
        Assert.Equal(-0.4, Rules(new()).Output(sums, 1, 7, 9), 1e-15);
        Assert.Equal(-0.375, Rules(new() { LambdaL1 = 0.5 }).Output(sums, 0, 7, 9), 1e-15);
        Assert.Equal(0, Rules(new() { LambdaL1 = 2.5 }).Output(sums, 0, 7, 9));
        Assert.Equal(-0.1, Rules(new() { MaxDeltaStep = 0.1 }).Output(sums, 0, 7, 9));
        Assert.Equal(-0.5 * 7 / 10 + 0.9 * 3 / 10, Rules(new() { PathSmooth = 3 }).Output(sums, 0, 7, 0.9), 1e-15);
        Assert.Equal(0, Rules(new()).Output(new(0, 0), 0, 7, 9));
    }

    /// <summary>The plain gain and the general one are the same number, rounded differently.</summary>
    [Fact]
    public void PlainAndGeneralGainsAgree() => Cases.ForEach(2000, SplitCase.Of(SplitCase.NumericFeatures), leaf =>
    {
        var plain = new BoosterOptions { LambdaL2 = leaf.Options.LambdaL2, MinGainToSplit = leaf.Options.MinGainToSplit };
        var general = plain with { MaxDeltaStep = 1e9 };
        var left = leaf.Rows.Levels[0] + new GradientSums(0, 1);
        var totals = leaf.Rows.Leaf with { Sums = leaf.Rows.Leaf.Sums + new GradientSums(0, 2) };
        double[] gains = [.. ((BoosterOptions[])[plain, general]).Select(options =>
        {
            var rules = (leaf with { Options = options }).Rules;
            return new LeafSearch(totals, rules).Gain(rules.Score(left, totals.Sums - left, options.LambdaL2, 1, 1, 0));
        })];
        Assert.Equal(gains[1], gains[0], 1e-9 * (1 + Math.Abs(gains[0])));
    });
}
