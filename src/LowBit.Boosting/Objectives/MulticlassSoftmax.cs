using System.Buffers;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// −ln p of the label's class, p the softmax of K scores. The hessian p (1 − p) is multiplied by K / (K − 1), because one
/// of the K scores is redundant [Friedman01]. Baseline: the logarithm of the class's weighted share. A class that no row or
/// every row has gets gradients of 0: its score stays at its baseline.
/// </summary>
sealed unsafe partial class MulticlassSoftmax(int classCount, KernelPath path)
    : BuiltInObjective(new SoftmaxTransform($"multiclass num_class:{classCount}", classCount, path))
{
    const int Step = 8;
    const int ChunkDoubles = 3072, LargestChunk = 128; // what one chunk works with stays in the first cache

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
        int chunk = Math.Clamp(ChunkDoubles / classCount & -Step, Step, LargestChunk);
        double[] buffer = ArrayPool<double>.Shared.Rent((2 + classCount) * chunk);
        int done = path == KernelPath.Scalar ? 0 : rows.RowCount & -Step;
        for (int row = 0; row < done; row += chunk)
        {
            ComputeChunk(rows, row, Math.Min(chunk, done - row), buffer, destination);
        }
        for (int row = done; row < rows.RowCount; row++)
        {
            ComputeOne(rows, row, buffer.AsSpan(0, classCount), destination);
        }
        ArrayPool<double>.Shared.Return(buffer);
    }

    bool IsTrained(int label) =>
        _shares[label] is > Binary.SmallestProbability and < 1 - Binary.SmallestProbability;
}
