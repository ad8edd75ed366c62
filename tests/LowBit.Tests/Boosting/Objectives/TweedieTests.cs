using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class TweedieTests
{
    [Fact]
    public void GradientAndHessianAreThoseOfTheDefinition()
    {
        var (gradients, hessians) = new ObjectiveRows([[0, 0]], [3, 0], [1, 2]).Compute(new Tweedie(power: 1.5, KernelPath.Scalar));
        Assert.Equal([-2, 2], gradients[0]);
        Assert.Equal([2, 1], hessians[0]);
    }

    [Fact]
    public void AtPowerOneTheSlopeIsThatOfPoisson()
    {
        var rows = ObjectiveRows.Random("tweedie", 40, hasWeights: true);
        Assert.Equal(
            rows.Compute(new Poisson(0.7, KernelPath.Scalar)).Gradients[0],
            rows.Compute(new Tweedie(power: 1, KernelPath.Scalar)).Gradients[0]);
    }

    [Fact]
    public void NegativeLabelIsRefusedWithItsRow()
    {
        var objective = new Tweedie(1.5, KernelPath.Scalar);
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(objective, [1, -0.5]));
        Assert.StartsWith("rows.csv line 2, column 'y': the label is -0.5; tweedie takes numbers of 0 or more.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(objective, [0, 0]));
        Assert.StartsWith("every label is 0", error.Message, StringComparison.Ordinal);
    }
}
