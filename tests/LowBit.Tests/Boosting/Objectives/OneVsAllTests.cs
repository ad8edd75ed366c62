using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

public class OneVsAllTests
{
    static OneVsAll Create(int classCount, bool isUnbalance = false, double positiveWeight = 1) =>
        new(classCount, slope: 0.5, isUnbalance, positiveWeight, KernelPath.Scalar);

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2.5)]
    [InlineData(true, 1)]
    public void EachOutputIsTheBinaryLossOfItsClass(bool isUnbalance, double positiveWeight)
    {
        var rows = ObjectiveRows.Random("multiclassova", 90, hasWeights: true);
        var objective = Create(4, isUnbalance, positiveWeight);
        ObjectiveRows.Prepare(objective, rows.Labels, rows.Weights);
        var (gradients, hessians) = rows.Compute(objective);
        for (int label = 0; label < 4; label++)
        {
            var binary = new Binary(0.5, isUnbalance, positiveWeight, KernelPath.Scalar);
            double[] isOfClass = [.. rows.Labels.Select(own => own == label ? 1.0 : 0)];
            ObjectiveRows.Prepare(binary, isOfClass, rows.Weights);
            var expected = new ObjectiveRows([rows.Scores[label]], isOfClass, rows.Weights).Compute(binary);
            Assert.Equal(expected.Gradients[0], gradients[label]);
            Assert.Equal(expected.Hessians[0], hessians[label]);
            Assert.Equal(binary.Baseline(0), objective.Baseline(label));
        }
    }

    [Fact]
    public void ClassWithoutRowsStaysAtItsBaseline()
    {
        var objective = Create(3);
        ObjectiveRows.Prepare(objective, [0, 1]);
        var (gradients, hessians) = new ObjectiveRows([[0, 0], [0, 0], [5, -5]], [0, 1], null).Compute(objective);
        Assert.Equal([0, 0], gradients[2]);
        Assert.Equal([0, 0], hessians[2]);
        Assert.True(objective.Baseline(2) < -60);
    }

    [Fact]
    public void ProbabilitiesAreSigmoidsOfEachScore()
    {
        double[] scores = [0, 2 * Math.Log(3)];
        Create(2).Transform(scores);
        Assert.Equal(0.5, scores[0]);
        Assert.Equal(0.75, scores[1], 1e-15);
        Assert.Equal("multiclassova num_class:2 sigmoid:0.5", Create(2).ModelText);
    }

    [Fact]
    public void ClassesAreCountedInTheLabels() => Assert.Equal(5, Objectives.Create(
        new() { Objective = "ova" }, [0, 4, 1], SingleProcess.Instance, KernelPath.Scalar).OutputCount);

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(0.5)]
    public void LabelThatIsNoClassIsRefusedWithItsRow(double label)
    {
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(Create(3), [0, label]));
        Assert.StartsWith(
            $"rows.csv line 2, column 'y': the label is {label:R}; multiclassova with 3 classes takes the integers 0 … 2.",
            error.Message, StringComparison.Ordinal);
    }
}
