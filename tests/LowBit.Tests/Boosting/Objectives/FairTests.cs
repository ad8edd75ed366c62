using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class FairTests
{
    [Fact]
    public void GradientAndHessianFallWithTheDistance()
    {
        var (gradients, hessians) = new ObjectiveRows([[1, -3, 0]], [0, 0, 0], [1, 1, 2]).Compute(new Fair(c: 1, KernelPath.Scalar));
        Assert.Equal([0.5f, -0.75f, 0], gradients[0]);
        Assert.Equal([0.25f, 0.0625f, 2], hessians[0]);
    }

    [Fact]
    public void BaselineIsTheMean()
    {
        var objective = new Fair(c: 1, KernelPath.Scalar);
        ObjectiveRows.Prepare(objective, [0, 1, 50], [1, 1, 2]);
        Assert.Equal(25.25, objective.Baseline(0));
    }
}
