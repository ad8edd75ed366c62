using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class BinaryTests
{
    static Binary Create(double slope = 1, bool isUnbalance = false, double positiveWeight = 1) =>
        new(slope, isUnbalance, positiveWeight, KernelPath.Scalar);

    static (float[][] Gradients, float[][] Hessians) Compute(Binary objective, double[] scores, double[] labels, double[]? weights = null)
    {
        ObjectiveRows.Prepare(objective, labels, weights);
        return new ObjectiveRows([scores], labels, weights).Compute(objective);
    }

    [Fact]
    public void GradientIsProbabilityMinusLabel()
    {
        var (gradients, hessians) = Compute(Create(), [0, 0, Math.Log(3)], [1, 0, 0], [1, 3, 2]);
        Assert.Equal([-0.5f, 1.5f, 1.5f], gradients[0], Close);
        Assert.Equal([0.25f, 0.75f, 0.375f], hessians[0], Close);
    }

    [Fact]
    public void SlopeMultipliesTheScore()
    {
        var (gradients, hessians) = Compute(Create(slope: 2), [0, Math.Log(3) / 2], [1, 0]);
        Assert.Equal([-1, 1.5f], gradients[0], Close);
        Assert.Equal([1, 0.75f], hessians[0], Close);
    }

    [Fact]
    public void PositiveWeightCountsForOnes()
    {
        var (gradients, hessians) = Compute(Create(positiveWeight: 3), [0, 0], [1, 0]);
        Assert.Equal([-1.5f, 0.5f], gradients[0]);
        Assert.Equal([0.75f, 0.25f], hessians[0]);
    }

    [Theory]
    [InlineData(new double[] { 1, 0, 0, 0 }, -1.5f, 0.5f)] // the ones are weighed up
    [InlineData(new double[] { 1, 1, 1, 0 }, -0.5f, 1.5f)] // the zeros are
    public void UnbalancedClassesAreWeighedUp(double[] labels, float first, float last)
    {
        var (gradients, _) = Compute(Create(isUnbalance: true), [0, 0, 0, 0], labels);
        Assert.Equal((first, last), (gradients[0][0], gradients[0][3]));
    }

    [Fact]
    public void BaselineIsTheLogOddsOverTheSlope()
    {
        var objective = Create(slope: 2, isUnbalance: true);
        ObjectiveRows.Prepare(objective, [1, 0, 0], [3, 1, 0]);
        Assert.Equal(Math.Log(3) / 2, objective.Baseline(0), 1e-15);
    }

    [Theory]
    [InlineData(1, 34.538776)] // ln((1 − 1e-15) / 1e-15), 1e-15 as a float
    [InlineData(0, -34.538776)]
    public void OneClassGivesAConstant(double label, double baseline)
    {
        var objective = Create();
        var (gradients, hessians) = Compute(objective, [5, -5], [label, label]);
        Assert.Equal(new float[2], gradients[0]);
        Assert.Equal(new float[2], hessians[0]);
        Assert.Equal(baseline, objective.Baseline(0), 1e-1);
        double[] prediction = [objective.Baseline(0)];
        objective.Transform(prediction);
        Assert.Equal(label, prediction[0], 1e-14);
    }

    [Fact]
    public void BothClassesMayStandOnDifferentRanks()
    {
        var zeros = VirtualRanks.Run(2, ranks =>
        {
            var objective = Create();
            double[] labels = [ranks.Rank, ranks.Rank];
            objective.Prepare(labels, [], ObjectiveRows.Describe, ranks);
            return new ObjectiveRows([[0, 0]], labels, null).Compute(objective).Gradients[0];
        });
        Assert.Equal([[0.5f, 0.5f], [-0.5f, -0.5f]], zeros);
    }

    [Fact]
    public void SaturatedScoresStayFinite()
    {
        var (gradients, hessians) = Compute(Create(), [1e9, -1e9, 1e9, -1e9], [1, 0, 0, 1]);
        Assert.Equal([0, 0, 1, -1], gradients[0]);
        Assert.Equal([0, 0, 0, 0], hessians[0]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(0.5)]
    public void LabelOtherThanZeroAndOneIsRefused(double label)
    {
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(Create(), [0, label]));
        Assert.Equal(
            $"rows.csv line 2, column 'y': the label is {label:R}; binary takes 0 and 1. "
            + "Code the classes as 0 and 1, or use --objective multiclass.",
            error.Message);
    }

    [Fact]
    public void ModelTextHoldsTheSlope()
    {
        Assert.Equal("binary sigmoid:1", Create().ModelText);
        Assert.Equal("binary sigmoid:0.1", Create(slope: 0.1).ModelText);
        Assert.Equal("binary_logloss", Create().DefaultMetric);
    }

    static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-6;
}
