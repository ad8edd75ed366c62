using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class CrossEntropyTests
{
    static readonly CrossEntropy Objective = new(KernelPath.Scalar);

    [Fact]
    public void GradientIsProbabilityMinusLabel()
    {
        var (gradients, hessians) = new ObjectiveRows([[0, 0, 0]], [0.25, 1, 0], [2, 1, 1]).Compute(Objective);
        Assert.Equal([0.5f, -0.5f, 0.5f], gradients[0]);
        Assert.Equal([0.5f, 0.25f, 0.25f], hessians[0]);
    }

    [Fact]
    public void FarScoresKeepTheirDigits()
    {
        var (gradients, hessians) = new ObjectiveRows([[60, -60, 1e9, -1e9]], [1, 0, 0, 1], null).Compute(Objective);
        float small = (float)Math.Exp(-60);
        Assert.Equal([-small, small, 1, -1], gradients[0], Close);
        Assert.Equal([small, small, 0, 0], hessians[0], Close);
    }

    [Fact]
    public void BaselineIsTheLogOddsOfTheMean()
    {
        ObjectiveRows.Prepare(Objective, [0.5, 1], [1, 1]);
        Assert.Equal(Math.Log(3), Objective.Baseline(0), 1e-15);
        ObjectiveRows.Prepare(Objective, [0, 0]);
        Assert.Equal(Math.Log(1e-15), Objective.Baseline(0), 1e-6);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void LabelThatIsNoProbabilityIsRefusedWithItsRow(double label)
    {
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(Objective, [0, label]));
        Assert.Equal(
            $"rows.csv line 2, column 'y': the label is {label:R}; cross_entropy takes probabilities, 0 to 1. "
            + "Divide the labels by their largest, or use --objective regression.",
            error.Message);
    }

    static bool Close(float expected, float actual) => Math.Abs(expected - actual) <= 1e-6f * Math.Abs(expected);
}
