using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class RegressionL1Tests
{
    [Fact]
    public void GradientIsTheSignTimesTheWeight()
    {
        var rows = new ObjectiveRows([[1.5, -2, 4]], [1, 3, 4], [2, 0.5, 9]);
        var (gradients, hessians) = rows.Compute(new RegressionL1(KernelPath.Scalar));
        Assert.Equal([2, -0.5f, 0], gradients[0]);
        Assert.Empty(hessians);
    }

    [Fact]
    public void BaselineIsTheWeightedMedian()
    {
        var objective = new RegressionL1(KernelPath.Scalar);
        ObjectiveRows.Prepare(objective, [6, 1, 2, 100]);
        Assert.Equal(4, objective.Baseline(0));
        ObjectiveRows.Prepare(objective, [6, 1, 2, 100], [5, 1, 1, 1]);
        Assert.Equal(6, objective.Baseline(0));
    }

    [Fact]
    public void LeavesAreMedians()
    {
        var objective = new RegressionL1(KernelPath.Scalar);
        Assert.Equal(("regression_l1", "l1", 0.5), (objective.ModelText, objective.DefaultMetric, objective.LeafPercentile));
    }
}
