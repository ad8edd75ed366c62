using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class GammaTests
{
    static readonly Gamma Objective = new(KernelPath.Scalar);

    [Fact]
    public void GradientIsOneMinusTheRatioAndHessianTheRatio()
    {
        var (gradients, hessians) = new ObjectiveRows([[0, 0]], [3, 0.5], [2, 1]).Compute(Objective);
        Assert.Equal([-4, 0.5f], gradients[0]);
        Assert.Equal([6, 0.5f], hessians[0]);
    }

    [Fact]
    public void BaselineIsTheLogarithmOfTheMeanAndPredictionTheMean()
    {
        ObjectiveRows.Prepare(Objective, [1, 5], [1, 3]);
        Assert.Equal(Math.Log(4), Objective.Baseline(0), 1e-15);
        double[] scores = [1];
        Objective.Transform(scores);
        Assert.Equal(Math.E, scores[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2.5)]
    public void LabelNotAboveZeroIsRefusedWithItsRow(double label)
    {
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(Objective, [1, label]));
        Assert.Equal(
            $"rows.csv line 2, column 'y': the label is {label:R}; gamma takes numbers above 0. "
            + "Correct or remove the row, or use --objective tweedie, which takes zeros.",
            error.Message);
    }
}
