using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class RegressionL2Tests
{
    [Fact]
    public void GradientIsScoreMinusLabelTimesWeight()
    {
        var rows = new ObjectiveRows([[1.5, -2]], [1, 3], [2, 0.5]);
        var (gradients, hessians) = rows.Compute(new RegressionL2(KernelPath.Scalar));
        Assert.Equal([1, -2.5f], gradients[0]);
        Assert.Empty(hessians);
    }

    [Fact]
    public void BaselineIsTheWeightedMean()
    {
        var objective = new RegressionL2(KernelPath.Scalar);
        ObjectiveRows.Prepare(objective, [1, 2, 6]);
        Assert.Equal(3, objective.Baseline(0));
        ObjectiveRows.Prepare(objective, [1, 2, 6], [1, 2, 5]);
        Assert.Equal(35.0 / 8, objective.Baseline(0));
    }

    [Fact]
    public void PredictionIsTheScore()
    {
        double[] scores = [-1, 2.5];
        var objective = new RegressionL2(KernelPath.Scalar);
        objective.Transform(scores);
        Assert.Equal([-1, 2.5], scores);
        Assert.Equal(("regression", "l2", 1), (objective.ModelText, objective.DefaultMetric, objective.OutputCount));
        Assert.True(objective.HasUnitHessian);
        Assert.Null(objective.LeafPercentile);
    }
}
