using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// One <see cref="Binary"/> loss a class, each against all other classes, with its own balance of the two sides. The K
/// probabilities of a row do not sum to 1. A class that no row or every row has stays at its baseline.
/// </summary>
/// <param name="classCount">K.</param>
/// <param name="slope">LightGBM's sigmoid, &gt; 0.</param>
/// <param name="isUnbalance">In each loss the rarer side weighs as much as the other.</param>
/// <param name="positiveWeight">Factor on the weight of each loss's own class (scale_pos_weight).</param>
/// <param name="path">How to compute.</param>
sealed class OneVsAll(int classCount, double slope, bool isUnbalance, double positiveWeight, KernelPath path)
    : BuiltInObjective(new ElementwiseTransform<SigmoidOperator>(
        FormattableString.Invariant($"multiclassova num_class:{classCount} sigmoid:{slope:R}"), classCount, slope, path))
{
    readonly BinaryTask[] _tasks = new BinaryTask[classCount];

    public override string DefaultMetric => "multi_logloss";

    public override void Prepare(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        ClassShares.CheckLabels("multiclassova", classCount, labels, describeRow);
        long[] counts = ClassShares.Counts(labels, classCount, collective);
        double[] shares = new double[classCount];
        ClassShares.Of(labels, weights, collective, shares);
        for (int label = 0; label < classCount; label++)
        {
            long own = counts[label], rest = counts[classCount] - own;
            _tasks[label] = BinaryTask.From([rest, own], shares[label], slope, isUnbalance, positiveWeight);
        }
    }

    public override double Baseline(int output) => _tasks[output].LogOdds;

    public override void ComputeGradients(RowBlock rows, GradientBlock destination)
    {
        for (int label = 0; label < classCount; label++)
        {
            if (_tasks[label].HasBothClasses)
            {
                GradientLoop.RunWide(rows, label, new OfClass(_tasks[label].Gradient, label), path, destination);
            }
            else
            {
                destination.Gradients(label).Clear();
                destination.Hessians(label).Clear();
            }
        }
    }

    readonly struct OfClass(BinaryGradient gradient, double own) : IWideGradientOperator
    {
        public (double Gradient, double Hessian) Invoke(double score, double label, double weight) =>
            gradient.Invoke(score, label == own ? 1 : 0, weight);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
            Vector256<double> score, Vector256<double> label, Vector256<double> weight) =>
            gradient.Invoke(score, Vector256.Create(1.0) & Vector256.Equals(label, Vector256.Create(own)), weight);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector512<double> Gradient, Vector512<double> Hessian) Invoke(
            Vector512<double> score, Vector512<double> label, Vector512<double> weight) =>
            gradient.Invoke(score, Vector512.Create(1.0) & Vector512.Equals(label, Vector512.Create(own)), weight);
    }
}
