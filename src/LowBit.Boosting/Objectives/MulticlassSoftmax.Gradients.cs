using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

// The gradients of one row, which is the reference, and of eight rows in the same operations: two vectors of four rows a class.
sealed partial class MulticlassSoftmax
{
    const int Step = 8;
    const int StackDoubles = 512; // up to 64 classes

    void ComputeOne(RowBlock rows, int row, Span<double> values, GradientBlock destination)
    {
        double largest = rows.Scores(0)[row], sum = 0;
        for (int label = 0; label < classCount; label++)
        {
            values[label] = rows.Scores(label)[row];
            largest = values[label] > largest ? values[label] : largest;
        }
        foreach (ref double value in values)
        {
            value = Elementary.Exp(value - largest);
            sum += value;
        }
        double weight = rows.Weights.IsEmpty ? 1 : rows.Weights[row];
        for (int label = 0; label < classCount; label++)
        {
            double p = values[label] / sum, target = rows.Labels[row] == label ? 1 : 0;
            double trained = IsTrained(label) ? weight : 0;
            destination.Gradients(label)[row] = (float)((p - target) * trained);
            destination.Hessians(label)[row] = (float)(_hessianFactor * p * (1 - p) * trained);
        }
    }

    void ComputeEight(RowBlock rows, int row, Span<Vector256<double>> values, GradientBlock destination)
    {
        var (largest0, largest1) = Pair(rows.Scores(0), row);
        for (int label = 0; label < classCount; label++)
        {
            var (score0, score1) = Pair(rows.Scores(label), row);
            (values[2 * label], values[2 * label + 1]) = (score0, score1);
            largest0 = Vector256.ConditionalSelect(Vector256.GreaterThan(score0, largest0), score0, largest0);
            largest1 = Vector256.ConditionalSelect(Vector256.GreaterThan(score1, largest1), score1, largest1);
        }
        Vector256<double> sum0 = default, sum1 = default;
        for (int i = 0; i < values.Length; i += 2)
        {
            values[i] = Elementary.Exp(values[i] - largest0);
            values[i + 1] = Elementary.Exp(values[i + 1] - largest1);
            sum0 += values[i];
            sum1 += values[i + 1];
        }
        var (label0, label1) = Pair(rows.Labels, row);
        var (weight0, weight1) = rows.Weights.IsEmpty ? (Vector256.Create(1.0), Vector256.Create(1.0)) : Pair(rows.Weights, row);
        for (int label = 0; label < classCount; label++)
        {
            var trained = Vector256.Create(IsTrained(label) ? 1.0 : 0);
            var (gradient0, hessian0) = Gradient(values[2 * label] / sum0, label0, label, weight0 * trained);
            var (gradient1, hessian1) = Gradient(values[2 * label + 1] / sum1, label1, label, weight1 * trained);
            Vector256.Narrow(gradient0, gradient1).CopyTo(destination.Gradients(label)[row..]);
            Vector256.Narrow(hessian0, hessian1).CopyTo(destination.Hessians(label)[row..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    (Vector256<double> Gradient, Vector256<double> Hessian) Gradient(
        Vector256<double> p, Vector256<double> labels, int label, Vector256<double> weight)
    {
        var one = Vector256.Create(1.0);
        var target = one & Vector256.Equals(labels, Vector256.Create((double)label));
        return ((p - target) * weight, p * _hessianFactor * (one - p) * weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector256<double> First, Vector256<double> Second) Pair(ReadOnlySpan<double> values, int row)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(values.Slice(row, Step));
        return (vectors[0], vectors[1]);
    }
}
