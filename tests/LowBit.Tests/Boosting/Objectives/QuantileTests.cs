using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class QuantileTests
{
    static readonly Quantile Objective = new(fraction: 0.75, KernelPath.Scalar);

    [Fact]
    public void GradientIsTheFractionBelowAndItsRestAtTheLabelAndAbove()
    {
        var (gradients, hessians) = new ObjectiveRows([[1, 2, 3]], [2, 2, 2], [1, 1, 4]).Compute(Objective);
        Assert.Equal([-0.75f, 0.25f, 1], gradients[0]);
        Assert.Empty(hessians);
    }

    [Fact]
    public void BaselineAndLeavesAreWeightedPercentiles()
    {
        ObjectiveRows.Prepare(Objective, [5, 1, 2, 3, 4]);
        Assert.Equal(4, Objective.Baseline(0));
        ObjectiveRows.Prepare(Objective, [5, 1, 2, 3, 4], [1, 1, 1, 9, 1]);
        Assert.Equal(3, Objective.Baseline(0));
        Assert.Equal(0.75, Objective.LeafPercentile);
    }
}
