using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class MulticlassSoftmaxTests
{
    static readonly double Ln2 = Math.Log(2);

    static MulticlassSoftmax Prepared(int classes, double[] labels, double[]? weights = null, KernelPath path = KernelPath.Scalar)
    {
        var objective = new MulticlassSoftmax(classes, path);
        ObjectiveRows.Prepare(objective, labels, weights);
        return objective;
    }

    [Fact]
    public void GradientIsProbabilityMinusTarget()
    {
        double[] labels = [0, 2], weights = [1, 2];
        var (gradients, hessians) = new ObjectiveRows([[0, Ln2], [Ln2, Ln2], [0, 0]], labels, weights)
            .Compute(Prepared(3, [0, 1, 2]));
        Assert.Equal([-0.75f, 0.8f, 0.5f, 0.8f, 0.25f, -1.6f], gradients.SelectMany(g => g), Close);
        float[] expected = [0.28125f, 0.72f, 0.375f, 0.72f, 0.28125f, 0.48f]; // 3/2 p (1 − p) w
        Assert.Equal(expected, hessians.SelectMany(h => h), Close);
    }

    [Fact]
    public void BaselineIsTheLogarithmOfTheShare()
    {
        var objective = Prepared(3, [0, 1, 1, 2], [1, 1, 2, 4]);
        Assert.Equal([Math.Log(1.0 / 8), Math.Log(3.0 / 8), Math.Log(0.5)], Enumerable.Range(0, 3).Select(objective.Baseline), CloseDouble);
    }

    [Theory]
    [InlineData(KernelPath.Scalar)]
    [InlineData(KernelPath.Vector)]
    public void ClassThatNoRowHasGetsNoGradient(KernelPath path)
    {
        double[] labels = [0, 2, 0, 2, 0, 2, 0, 2, 0];
        var objective = Prepared(3, labels, path: path);
        var rows = new ObjectiveRows([new double[9], new double[9], new double[9]], labels, null);
        Assert.All(rows.Compute(objective).Gradients[1], g => Assert.Equal(0, g));
        Assert.All(rows.Compute(objective).Hessians[1], h => Assert.Equal(0, h));
        Assert.Equal(-34.5388, objective.Baseline(1), 1e-3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(500)]
    public void ManyClassesAndRowsGiveTheBitsOfScalar(int classes)
    {
        const int Rows = 283; // several chunks and a rest
        double[] labels = [.. Enumerable.Range(0, Rows).Select(row => (double)(row * 7 % classes))];
        double[] weights = [.. labels.Select((label, row) => 0.5 + row % 3)];
        var scores = Enumerable.Range(0, classes).Select(k => Enumerable.Range(0, Rows).Select(row => 9 * Math.Sin(k * 19 + row)).ToArray());
        var rows = new ObjectiveRows([.. scores], labels, null);
        foreach (var weighted in (ObjectiveRows[])[rows, rows with { Weights = weights }])
        {
            var expected = weighted.Compute(Prepared(classes, labels));
            foreach (var path in Isa.Supported)
            {
                var actual = weighted.Compute(Prepared(classes, labels, path: path));
                Assert.Equal(expected.Gradients, actual.Gradients);
                Assert.Equal(expected.Hessians, actual.Hessians);
            }
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(0.5)]
    public void LabelThatIsNoClassIsRefused(double label)
    {
        var error = Assert.Throws<BadDataException>(() => Prepared(3, [0, label]));
        Assert.Equal(
            $"rows.csv line 2, column 'y': the label is {label:R}; multiclass with 3 classes takes the integers 0 … 2. "
            + "Code the classes from 0 on, or raise --num-class.",
            error.Message);
    }

    [Fact]
    public void PredictionsAreProbabilitiesOfEachRow()
    {
        double[] scores = [0, Ln2, 0, 1000, 1000, 1000];
        var objective = Prepared(3, [0, 1, 2]);
        objective.Transform(scores);
        Assert.Equal([0.25, 0.5, 0.25, 1 / 3.0, 1 / 3.0, 1 / 3.0], scores, CloseDouble);
        Assert.Equal(("multiclass num_class:3", "multi_logloss", 3), (objective.ModelText, objective.DefaultMetric, objective.OutputCount));
    }

    static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-6;

    static bool CloseDouble(double expected, double actual) => Math.Abs(expected - actual) < 1e-14;
}
