using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Rows for objectives: scores column by column, labels, weights.</summary>
sealed record ObjectiveRows(double[][] Scores, double[] Labels, double[]? Weights)
{
    internal static string Describe(int row) => $"rows.csv line {row + 1}, column 'y'";

    /// <summary>Every objective that can be trained.</summary>
    internal static readonly string[] Names = [.. Objectives.Table.Select(row => row.Name)];

    internal static BoosterOptions Options(string objective) => new()
    {
        Objective = objective,
        Sigmoid = 0.7,
        ScalePosWeight = 1.7,
        PoissonMaxDeltaStep = 0.3,
        Alpha = 0.7,
        FairC = 1.3,
        TweedieVariancePower = 1.2,
    };

    internal static IObjective Create(string objective, double[] labels, KernelPath path = KernelPath.Scalar) =>
        Objectives.Create(Options(objective), labels, SingleProcess.Instance, path);

    internal static void Prepare(IObjective objective, double[] labels, double[]? weights = null) =>
        objective.Prepare(labels, weights, Describe, SingleProcess.Instance);

    /// <summary>Random rows with labels that the objective takes.</summary>
    internal static ObjectiveRows Random(string objective, int rowCount, bool hasWeights)
    {
        bool hasClasses = Objectives.IsMulticlass(objective);
        int outputs = hasClasses ? 4 : 1;
        double[] labels = [.. Uniform(0, rowCount).Select(u => objective switch
        {
            "binary" => u < 0.3 ? 1.0 : 0,
            _ when hasClasses => Math.Floor(4 * u),
            "poisson" or "tweedie" => Math.Floor(5 * u * u),
            "gamma" => 0.1 + 5 * u * u,
            "cross_entropy" or "cross_entropy_lambda" => u < 0.2 ? 0 : u > 0.8 ? 1 : u,
            _ => 6 * u - 2,
        })];
        labels[0] = hasClasses ? 3 : 1;
        return new(
            [.. Enumerable.Range(1, outputs).Select(output => Uniform((uint)output, rowCount).Select(u => 8 * u - 4).ToArray())],
            labels, hasWeights ? [.. Uniform(9, rowCount).Select(u => 0.01 + 3 * u)] : null);
    }

    internal (float[][] Gradients, float[][] Hessians) Compute(IObjective objective) => Compute(objective, 0, Labels.Length);

    internal (float[][] Gradients, float[][] Hessians) Compute(IObjective objective, int firstRow, int rowCount)
    {
        float[][] gradients = Allocate(), hessians = objective.HasUnitHessian ? [] : Allocate();
        objective.ComputeGradients(new(Scores, Labels, Weights, firstRow, rowCount), new(gradients, hessians, firstRow, rowCount));
        return (gradients, hessians);
    }

    float[][] Allocate() => [.. Scores.Select(_ => Enumerable.Repeat(float.NaN, Labels.Length).ToArray())];

    static IEnumerable<double> Uniform(uint stream, int count) => Enumerable.Range(0, count)
        .Select(row => Math.ScaleB(new RandomStream(Seed: 31, Stream: stream, Step: 0).Word((ulong)row), -32));
}
