using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class PoissonTests
{
    static readonly Poisson Objective = new(maxDeltaStep: 0.7, KernelPath.Scalar);

    [Fact]
    public void GradientIsRateMinusLabelAndHessianIsTheRateWithItsSafeguard()
    {
        var (gradients, hessians) = new ObjectiveRows([[0, 0]], [3, 0], [2, 1]).Compute(Objective);
        Assert.Equal([-4, 1], gradients[0]);
        Assert.Equal([(float)(2 * Math.Exp(0.7)), (float)Math.Exp(0.7)], hessians[0]);
    }

    [Fact]
    public void BaselineIsTheLogarithmOfTheMean()
    {
        ObjectiveRows.Prepare(Objective, [0, 1, 5], [1, 1, 2]);
        Assert.Equal(Math.Log(11.0 / 4), Objective.Baseline(0), 1e-15);
    }

    [Fact]
    public void PredictionIsTheRate()
    {
        double[] scores = [0, 1];
        Objective.Transform(scores);
        Assert.Equal([1, Math.E], scores);
        Assert.Equal(("poisson", "poisson"), (Objective.ModelText, Objective.DefaultMetric));
    }

    [Fact]
    public void NegativeLabelIsRefusedWithItsRow()
    {
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(Objective, [1, -0.5]));
        Assert.Equal(
            "rows.csv line 2, column 'y': the label is -0.5; poisson takes counts and rates, 0 or more. "
            + "Correct the row, or use --objective regression.",
            error.Message);
    }

    [Fact]
    public void LabelsOfZeroAloneAreRefused()
    {
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(Objective, [0, 0]));
        Assert.StartsWith("every label is 0", error.Message, StringComparison.Ordinal);
    }
}
