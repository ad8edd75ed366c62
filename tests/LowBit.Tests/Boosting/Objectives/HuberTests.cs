using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class HuberTests
{
    static readonly Huber Objective = new(limit: 2, KernelPath.Scalar);

    [Fact]
    public void GradientIsTheDifferenceUpToTheLimit()
    {
        var (gradients, hessians) = new ObjectiveRows([[1.5, 2, 9, -9]], [0, 0, 0, 0], [1, 1, 1, 0.5]).Compute(Objective);
        Assert.Equal([1.5f, 2, 2, -1], gradients[0]);
        Assert.Empty(hessians);
    }

    [Fact]
    public void BaselineIsTheMeanAndPredictionTheScore()
    {
        ObjectiveRows.Prepare(Objective, [0, 1, 50], [1, 1, 2]);
        Assert.Equal(25.25, Objective.Baseline(0));
        double[] scores = [-3];
        Objective.Transform(scores);
        Assert.Equal(-3, scores[0]);
    }
}
