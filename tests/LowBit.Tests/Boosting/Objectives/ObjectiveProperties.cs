using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>What holds for every objective.</summary>
public class ObjectiveProperties
{
    public static TheoryData<string> Names => [.. ObjectiveRows.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPathGivesTheBitsOfScalar(string name)
    {
        foreach (int rowCount in (int[])[1, 7, 8, 9, 16, 67])
        {
            foreach (bool hasWeights in (bool[])[false, true])
            {
                var rows = ObjectiveRows.Random(name, rowCount, hasWeights);
                var expected = Prepared(name, rows, KernelPath.Scalar);
                foreach (var path in Isa.Supported)
                {
                    var (gradients, hessians) = rows.Compute(Prepared(name, rows, path));
                    Assert.Equal(rows.Compute(expected).Gradients, gradients);
                    Assert.Equal(rows.Compute(expected).Hessians, hessians);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RowsDoNotDependOnTheBlockTheyAreIn(string name)
    {
        var rows = ObjectiveRows.Random(name, 50, hasWeights: true);
        var objective = Prepared(name, rows, Isa.Best);
        var whole = rows.Compute(objective);
        var part = rows.Compute(objective, 13, 21);
        Assert.Equal(whole.Gradients.Select(g => g[13..34]), part.Gradients.Select(g => g[13..34]));
        Assert.Equal(whole.Hessians.Select(h => h[13..34]), part.Hessians.Select(h => h[13..34]));
        Assert.All(part.Gradients, g => Assert.True(float.IsNaN(g[12]) && float.IsNaN(g[34])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientIsTheSlopeOfTheLoss(string name)
    {
        const double Step = 1e-5;
        var rows = ObjectiveRows.Random(name, 60, hasWeights: true);
        var (gradients, _) = rows.Compute(Prepared(name, rows, Isa.Best));
        for (int row = 0; row < 60; row++)
        {
            double[] scores = [.. rows.Scores.Select(s => s[row])];
            for (int output = 0; output < scores.Length; output++)
            {
                double[] up = [.. scores], down = [.. scores];
                up[output] += Step;
                down[output] -= Step;
                double weight = rows.Weights![row], label = rows.Labels[row];
                double slope = (Loss(name, up, label, weight) - Loss(name, down, label, weight)) / (2 * Step);
                Assert.Equal(slope, gradients[output][row], 1e-4 * (1 + Math.Abs(slope)));
            }
        }
    }

    [Theory]
    [InlineData("poisson", 1.3498588075760032)] // e^0.3: the safeguard
    [InlineData("fair", 1)]
    [InlineData("gamma", 1)]
    [InlineData("tweedie", 1)]
    [InlineData("binary", 1)]
    [InlineData("multiclass", 4.0 / 3)]
    [InlineData("multiclassova", 1)]
    [InlineData("cross_entropy", 1)]
    [InlineData("cross_entropy_lambda", 1)]
    public void HessianIsTheCurvatureOfTheLossTimesItsFactor(string name, double factor)
    {
        const double Step = 1e-3;
        var rows = ObjectiveRows.Random(name, 60, hasWeights: true);
        var (_, hessians) = rows.Compute(Prepared(name, rows, Isa.Best));
        for (int row = 0; row < 60; row++)
        {
            double[] scores = [.. rows.Scores.Select(s => s[row])];
            for (int output = 0; output < scores.Length; output++)
            {
                double[] up = [.. scores], down = [.. scores];
                up[output] += Step;
                down[output] -= Step;
                double label = rows.Labels[row], weight = rows.Weights![row];
                double curvature = (Loss(name, up, label, weight) - 2 * Loss(name, scores, label, weight)
                    + Loss(name, down, label, weight)) / (Step * Step);
                Assert.Equal(factor * curvature, hessians[output][row], 1e-4 * (1 + curvature));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BaselineIsTheSameOnAnyNumberOfRanks(string name)
    {
        var rows = ObjectiveRows.Random(name, 101, hasWeights: true);
        var expected = Prepared(name, rows, Isa.Best);
        foreach (int ranks in (int[])[1, 2, 4])
        {
            var baselines = VirtualRanks.Run(ranks, collective =>
            {
                var part = (101 * collective.Rank / ranks)..(101 * (collective.Rank + 1) / ranks);
                var objective = Objectives.Create(ObjectiveRows.Options(name), rows.Labels[part], collective, Isa.Best);
                objective.Prepare(rows.Labels[part], rows.Weights![part], ObjectiveRows.Describe, collective);
                return Enumerable.Range(0, objective.OutputCount).Select(objective.Baseline).ToArray();
            });
            Assert.All(baselines, own => Assert.Equal(Enumerable.Range(0, expected.OutputCount).Select(expected.Baseline), own));
        }
    }

    [Theory]
    [InlineData("regression")]
    [InlineData("poisson")]
    [InlineData("gamma")]
    [InlineData("multiclass")]
    [InlineData("cross_entropy")]
    public void GradientsAtTheBaselineCancel(string name)
    {
        var rows = ObjectiveRows.Random(name, 200, hasWeights: true);
        var objective = Prepared(name, rows, Isa.Best);
        var atBaseline = rows with
        {
            Scores = [.. rows.Scores.Select((_, output) => Enumerable.Repeat(objective.Baseline(output), 200).ToArray())],
        };
        Assert.All(atBaseline.Compute(objective).Gradients, g => Assert.Equal(0, g.Sum(x => (double)x), 1e-4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LabelThatIsNoNumberIsRefusedWithItsRow(string name)
    {
        var objective = ObjectiveRows.Create(name, [0, 1, 2]);
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(objective, [1, 1, double.NaN]));
        Assert.StartsWith("rows.csv line 3, column 'y': the label is NaN; ", error.Message, StringComparison.Ordinal);
        Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(objective, [1, double.PositiveInfinity]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WeightsOfZeroAloneAreRefused(string name)
    {
        var objective = ObjectiveRows.Create(name, [0, 1]);
        var error = Assert.Throws<BadDataException>(() => ObjectiveRows.Prepare(objective, [1, 1], [0, 0]));
        Assert.StartsWith("the weights of all rows are 0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAllocateNothing(string name)
    {
        var rows = ObjectiveRows.Random(name, 100, hasWeights: true);
        var objective = Prepared(name, rows, Isa.Best);
        var (gradients, hessians) = rows.Compute(objective);
        long before = GC.GetAllocatedBytesForCurrentThread();
        objective.ComputeGradients(new(rows.Scores, rows.Labels, rows.Weights, 0, 100), new(gradients, hessians, 0, 100));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    static IObjective Prepared(string name, ObjectiveRows rows, KernelPath path)
    {
        var objective = ObjectiveRows.Create(name, rows.Labels, path);
        ObjectiveRows.Prepare(objective, rows.Labels, rows.Weights);
        return objective;
    }

    // Written with the library's functions, another way than the objectives.
    static double Loss(string name, double[] scores, double label, double weight) => name == "cross_entropy_lambda"
        ? Entropy(1 - Math.Exp(-weight * Math.Log(1 + Math.Exp(scores[0]))), label)
        : weight * Loss(name, scores, label);

    static double Loss(string name, double[] scores, double label)
    {
        double distance = Math.Abs(scores[0] - label);
        return name switch
        {
            "regression" => 0.5 * Math.Pow(scores[0] - label, 2),
            "regression_l1" => distance,
            "huber" => distance <= 0.7 ? distance * distance / 2 : 0.7 * (distance - 0.35),
            "fair" => 1.3 * 1.3 * (distance / 1.3 - Math.Log(1 + distance / 1.3)),
            "quantile" => Math.Max(0.7 * (label - scores[0]), -0.3 * (label - scores[0])),
            "mape" => distance / Math.Max(1, Math.Abs(label)),
            "poisson" => Math.Exp(scores[0]) - label * scores[0],
            "gamma" => label / Math.Exp(scores[0]) + scores[0],
            "tweedie" => Math.Pow(Math.Exp(scores[0]), 0.8) / 0.8 + label * Math.Pow(Math.Exp(scores[0]), -0.2) / 0.2,
            "binary" => BinaryLoss(scores[0], label > 0),
            "multiclassova" => scores.Select((score, i) => BinaryLoss(score, i == label)).Sum(),
            "cross_entropy" => Entropy(1 / (1 + Math.Exp(-scores[0])), label),
            _ => Math.Log(scores.Sum(Math.Exp)) - scores[(int)label],
        };
    }

    static double BinaryLoss(double score, bool isPositive) =>
        (isPositive ? 1.7 : 1) * Math.Log(1 + Math.Exp((isPositive ? -0.7 : 0.7) * score));

    static double Entropy(double p, double label) => -label * Math.Log(p) - (1 - label) * Math.Log(1 - p);
}
