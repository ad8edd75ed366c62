using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Rows for metrics.</summary>
static class MetricRows
{
    /// <summary>Every metric, by its main name.</summary>
    internal static readonly string[] Names = [.. Metrics.Names.Select(name => Metrics.Create(name, new()).Name).Distinct()];

    internal static bool IsForClasses(string name) => name is "multi_logloss" or "multi_error" or "auc_mu";

    internal static readonly IScoreTransform Rate = Objectives.FromModelText("poisson");
    internal static readonly IScoreTransform Probability = Objectives.FromModelText("binary sigmoid:1");

    /// <summary>The metric of one output in one process.</summary>
    internal static double Evaluate(IMetric metric, double[] scores, double[] labels, double[]? weights = null, IScoreTransform? transform = null) =>
        metric.Evaluate(new([scores], labels, weights, transform, SingleProcess.Instance));

    /// <summary>The metric of row-major predictions of many classes.</summary>
    internal static double EvaluateClasses(IMetric metric, int classes, double[] predictions, double[] labels, double[]? weights = null)
    {
        var columns = Enumerable.Range(0, classes).Select(k => predictions.Where((_, i) => i % classes == k).ToArray());
        return metric.Evaluate(new([.. columns], labels, weights, null, SingleProcess.Instance));
    }

    internal static double[] Uniform(uint stream, int count) => [.. Enumerable.Range(0, count)
        .Select(row => Math.ScaleB(new RandomStream(Seed: 77, Stream: stream, Step: 0).Word((ulong)row), -32))];
}
