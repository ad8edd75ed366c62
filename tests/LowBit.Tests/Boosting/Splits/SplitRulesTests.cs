using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class SplitRulesTests
{
    /// <summary>Any way to part a leaf's rows: what is admissible passes the bounds, and what is proved is true.</summary>
    [Fact]
    public void BoundsExcludeNoAdmissibleSplitAndProveNoFalseOne()
    {
        int admissible = 0, proved = 0;
        Cases.ForEach(4000, Gen.Select(SplitCase.Of(SplitCase.NumericFeatures), Gen.Bool.Array[60]), draw =>
        {
            var (leaf, goesLeft) = draw;
            var rules = leaf.Rules;
            int rowCount = leaf.Rows.RowBins.Length, least = Math.Max(1, leaf.Options.MinDataInLeaf);
            int count = goesLeft.AsSpan(0, rowCount).Count(true);
            var left = leaf.Rows.Levels.Where((_, row) => goesLeft[row]).Aggregate(default(GradientSums), (sum, levels) => sum + levels);
            var right = leaf.Rows.Leaf.Sums - left;
            if (count >= least && rowCount - count >= least && Math.Min(left.Hessian, right.Hessian) >= rules.LeastHessian(leaf.Rows.Leaf))
            {
                Assert.True(Math.Min(left.Hessian, right.Hessian) >= rules.LowestHessian(leaf.Rows.Leaf));
                admissible++;
            }
            if (rules.ProvesCount(left.Hessian))
            {
                Assert.True(count >= least);
                proved++;
            }
        });
        Assert.True(admissible > 500 && proved > 500);
    }

    static SplitRules Rules(BoosterOptions options, bool isUnit = false)
    {
        var rules = new SplitRules(options);
        rules.StartTree(GradientGrid.For(4, 1.75, 3.5, isUnit)); // levels are worth ¼
        return rules;
    }

    [Fact]
    public void TheProofIsTight()
    {
        var rules = Rules(new() { MinDataInLeaf = 3 });
        Assert.False(rules.ProvesCount(2 * 14)); // two rows of the largest level
        Assert.True(rules.ProvesCount(2 * 14 + 1));
        Assert.True(Rules(new() { MinDataInLeaf = 0 }).ProvesCount(1));
        Assert.False(Rules(new() { MinDataInLeaf = 0 }).ProvesCount(0));
    }

    [Theory]
    [InlineData(0, 1), InlineData(0.25, 1), InlineData(0.26, 2), InlineData(1e300, long.MaxValue / 2)]
    public void TheLeastHessianIsRoundedUpToLevelsAndNeverZero(double minSumHessian, long levels) =>
        Assert.Equal(levels, Rules(new() { MinSumHessianInLeaf = minSumHessian }).MinHessian);

    /// <summary>100 rows of mean level 1.5; the rule asks for that of min_data_in_leaf rows, less half a row.</summary>
    [Theory]
    [InlineData(0, 1), InlineData(1, 1), InlineData(2, 3), InlineData(20, 30)]
    public void AChildHasTheMeanHessianOfTheLeastRows(int minData, long levels)
    {
        var leaf = new LeafTotals(new(0, 150), 100, 0);
        Assert.Equal(levels, Rules(new() { MinDataInLeaf = minData }).LeastHessian(leaf));
        Assert.Equal(1, Rules(new() { MinDataInLeaf = minData }, isUnit: true).LeastHessian(leaf));
    }

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
