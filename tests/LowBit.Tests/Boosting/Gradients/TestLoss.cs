using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

/// <summary>A loss whose derivatives are any functions of score and label; its gradients and hessians are times the weight.</summary>
/// <param name="gradient">Of score and label.</param>
/// <param name="hessian">Of score and label; null: 1.</param>
sealed class TestLoss(Func<double, double, double> gradient, Func<double, double, double>? hessian = null) : IObjective
{
    /// <summary>½ (score − label)².</summary>
    public static TestLoss Squared => new((score, label) => score - label);

    /// <summary>As <see cref="Squared"/>, with hessians between ⅒ and 1 that depend on the label.</summary>
    public static TestLoss Curved => new((score, label) => score - label, (_, label) => 0.1 + 0.9 / (1 + label * label));

    public string? ModelText => "test loss";

    public int OutputCount { get; init; } = 1;

    public string DefaultMetric => "l2";

    public bool HasUnitHessian => hessian is null;

    public double? LeafPercentile => null;

    /// <summary>The baseline.</summary>
    public const double Start = 0.125;

    public void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
    }

    public double Baseline(int output) => Start;

    public void ComputeGradients(RowBlock rows, GradientBlock destination)
    {
        for (int output = 0; output < OutputCount; output++)
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                double score = rows.Scores(output)[row], label = rows.Labels[row] + output;
                double weight = rows.Weights.IsEmpty ? 1 : rows.Weights[row];
                destination.Gradients(output)[row] = (float)(gradient(score, label) * weight);
                if (hessian is not null)
                {
                    destination.Hessians(output)[row] = (float)(hessian(score, label) * weight);
                }
            }
        }
    }

    public void Transform(Span<double> scores)
    {
    }
}
