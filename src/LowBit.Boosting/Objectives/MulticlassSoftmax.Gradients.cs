using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Boosting;

// The gradients of one row, which is the reference, and of many in the same operations: class by class, so that every
// inner loop runs over rows.
sealed unsafe partial class MulticlassSoftmax
{
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

    /// <param name="rows">The rows.</param>
    /// <param name="begin">The first of the chunk.</param>
    /// <param name="count">Rows of the chunk: a multiple of <see cref="Step"/>.</param>
    /// <param name="buffer">[2 + classes][count] to work with.</param>
    /// <param name="destination">out: gradients and hessians.</param>
    void ComputeChunk(RowBlock rows, int begin, int count, Span<double> buffer, GradientBlock destination)
    {
        Span<double> largest = buffer[..count], sums = buffer.Slice(count, count), values = buffer[(2 * count)..];
        bool isWide = path >= KernelPath.Avx512;
        rows.Scores(0).Slice(begin, count).CopyTo(largest);
        for (int label = 1; label < classCount; label++)
        {
            Raise(largest, rows.Scores(label).Slice(begin, count));
        }
        sums.Clear();
        for (int label = 0; label < classCount; label++)
        {
            var scores = rows.Scores(label).Slice(begin, count);
            var exponentials = values.Slice(label * count, count);
            if (isWide)
            {
                AddExponentialsWide(scores, largest, exponentials, sums);
            }
            else
            {
                AddExponentials(scores, largest, exponentials, sums);
            }
        }
        var labels = rows.Labels.Slice(begin, count);
        var weights = rows.Weights.IsEmpty ? [] : rows.Weights.Slice(begin, count);
        for (int label = 0; label < classCount; label++)
        {
            var exponentials = values.Slice(label * count, count);
            var gradients = destination.Gradients(label).Slice(begin, count);
            var hessians = destination.Hessians(label).Slice(begin, count);
            if (isWide)
            {
                GradientsWide(label, exponentials, sums, labels, weights, gradients, hessians);
            }
            else
            {
                Gradients(label, exponentials, sums, labels, weights, gradients, hessians);
            }
        }
    }

    /// <summary>largest[i] = max(largest[i], scores[i]).</summary>
    static void Raise(Span<double> largest, ReadOnlySpan<double> scores)
    {
        fixed (double* target = largest, source = scores)
        {
            for (int i = 0; i < largest.Length; i += 4)
            {
                Vector256<double> old = Vector256.Load(target + i), score = Vector256.Load(source + i);
                Vector256.ConditionalSelect(Vector256.GreaterThan(score, old), score, old).Store(target + i);
            }
        }
    }

    static void AddExponentials(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> largest, Span<double> exponentials, Span<double> sums)
    {
        fixed (double* s = scores, m = largest, e = exponentials, total = sums)
        {
            for (int i = 0; i < scores.Length; i += 4)
            {
                var value = Elementary.Exp(Vector256.Load(s + i) - Vector256.Load(m + i));
                value.Store(e + i);
                (Vector256.Load(total + i) + value).Store(total + i);
            }
        }
    }

    void Gradients(
        int label, ReadOnlySpan<double> exponentials, ReadOnlySpan<double> sums, ReadOnlySpan<double> labels,
        ReadOnlySpan<double> weights, Span<float> gradients, Span<float> hessians)
    {
        var trained = Vector256.Create(IsTrained(label) ? 1.0 : 0);
        fixed (double* e = exponentials, total = sums, own = labels, w = weights)
        fixed (float* gradient = gradients, hessian = hessians)
        {
            for (int i = 0; i < gradients.Length; i += Step)
            {
                var (g0, h0) = Gradient(Vector256.Load(e + i) / Vector256.Load(total + i), Vector256.Load(own + i), label,
                    w == null ? trained : Vector256.Load(w + i) * trained);
                var (g1, h1) = Gradient(Vector256.Load(e + i + 4) / Vector256.Load(total + i + 4), Vector256.Load(own + i + 4), label,
                    w == null ? trained : Vector256.Load(w + i + 4) * trained);
                Vector256.Narrow(g0, g1).Store(gradient + i);
                Vector256.Narrow(h0, h1).Store(hessian + i);
            }
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
}
