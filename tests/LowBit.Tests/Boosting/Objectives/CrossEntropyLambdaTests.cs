using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class CrossEntropyLambdaTests
{
    static readonly CrossEntropyLambda Objective = new(KernelPath.Scalar);

    [Fact]
    public void WithoutWeightsItIsCrossEntropy()
    {
        var rows = ObjectiveRows.Random("cross_entropy_lambda", 200, hasWeights: false);
        var expected = rows.Compute(new CrossEntropy(KernelPath.Scalar));
        var (gradients, hessians) = rows.Compute(Objective);
        Assert.Equal(expected.Gradients[0], gradients[0], Close);
        Assert.Equal(expected.Hessians[0], hessians[0], Close);
    }

    [Fact]
    public void FarScoresAreFiniteAndTheirHessiansNotNegative()
    {
        double[] scores = [-800, -700, -100, -40, -20, 20, 40, 100, 700, 800];
        foreach (double label in (double[])[0, 0.3, 1])
        {
            foreach (double weight in (double[])[1e-3, 1, 50])
            {
                var rows = new ObjectiveRows(
                    [scores], [.. scores.Select(_ => label)], [.. scores.Select(_ => weight)]);
                var (gradients, hessians) = rows.Compute(Objective);
                Assert.All(gradients[0], gradient => Assert.True(float.IsFinite(gradient)));
                Assert.All(hessians[0], hessian => Assert.True(float.IsFinite(hessian) && hessian >= 0));
            }
        }
    }

    [Fact]
    public void SlopeOfALowScoreIsTheProbabilityMinusTheLabel()
    {
        var (gradients, _) = new ObjectiveRows([[-60, -60]], [0, 1], [3, 3]).Compute(Objective);
        Assert.Equal([3 * (float)Math.Exp(-60), -1], gradients[0], Close);
    }

    [Fact]
    public void BaselineIsLightGbms()
    {
        ObjectiveRows.Prepare(Objective, [0.5, 1], [1, 1]);
        Assert.Equal(Math.Log(Math.Exp(0.75) - 1), Objective.Baseline(0), 1e-15);
    }

    [Fact]
    public void WeightOfZeroIsRefusedWithItsRow()
    {
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(Objective, [0, 1], [1, 0]));
        Assert.Equal(
            "rows.csv line 2, column 'y': the row's weight is 0; cross_entropy_lambda takes weights above 0. "
            + "Remove the row, or use --objective cross_entropy.",
            error.Message);
    }

    static bool Close(float expected, float actual) => Math.Abs(expected - actual) <= 1e-5f * Math.Abs(expected) + 1e-30f;
}
