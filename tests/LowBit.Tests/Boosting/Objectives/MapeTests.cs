using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class MapeTests
{
    static readonly Mape Objective = new(KernelPath.Scalar);

    [Fact]
    public void GradientIsTheSignOverTheSizeOfTheLabel()
    {
        var (gradients, hessians) = new ObjectiveRows([[1, 5, -4, 4]], [0.5, 4, -2, 4], [1, 2, 1, 1]).Compute(Objective);
        Assert.Equal([1, 0.5f, -0.5f, 0], gradients[0]);
        Assert.Empty(hessians);
    }

    [Fact]
    public void MediansCountARowByItsWeightOverTheSizeOfItsLabel()
    {
        ObjectiveRows.Prepare(Objective, [10, -4, 0.5, 1], [1, 2, 3, 1]);
        Assert.Equal([0.1, 0.5, 3, 1], Objective.LeafWeights.ToArray());
        Assert.Equal(0.5, Objective.Baseline(0));
        Assert.Equal(0.5, Objective.LeafPercentile);
        ObjectiveRows.Prepare(Objective, [10, 10, 10, 2]);
        Assert.Equal(2, Objective.Baseline(0)); // 0.5 against three times 0.1
    }
}
