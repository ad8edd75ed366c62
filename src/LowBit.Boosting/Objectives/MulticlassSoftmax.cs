using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// −ln p of the label's class, p the softmax of K scores. The hessian p (1 − p) is multiplied by K / (K − 1), because one
/// of the K scores is redundant [Friedman01]. Baseline: the logarithm of the class's weighted share. A class that no row or
/// every row has gets gradients of 0: its score stays at its baseline.
/// </summary>
sealed partial class MulticlassSoftmax(int classCount, KernelPath path)
    : BuiltInObjective(new SoftmaxTransform($"multiclass num_class:{classCount}", classCount, path))
{
    readonly double _hessianFactor = classCount / (classCount - 1.0);
    readonly double[] _shares = new double[classCount];

    public override string DefaultMetric => "multi_logloss";

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        ClassShares.CheckLabels("multiclass", classCount, labels, describeRow);
        ClassShares.Of(labels, weights, collective, _shares);
    }

    public override double Baseline(int output) => Elementary.Log(Math.Max(_shares[output], Binary.SmallestProbability));

    public override void ComputeGradients(RowBlock rows, GradientBlock destination)
    {
        int length = Step * classCount;
        double[]? rented = length > StackDoubles ? ArrayPool<double>.Shared.Rent(length) : null;
        Span<double> buffer = rented is null ? stackalloc double[StackDoubles] : rented;
        int done = path == KernelPath.Scalar ? 0 : rows.RowCount & -Step;
        for (int row = 0; row < done; row += Step)
        {
            ComputeEight(rows, row, MemoryMarshal.Cast<double, Vector256<double>>(buffer[..length]), destination);
        }
        for (int row = done; row < rows.RowCount; row++)
        {
            ComputeOne(rows, row, buffer[..classCount], destination);
        }
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    bool IsTrained(int label) =>
        _shares[label] is > Binary.SmallestProbability and < 1 - Binary.SmallestProbability;
}
