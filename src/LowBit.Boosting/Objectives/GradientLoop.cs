using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Gradient and hessian of a row from its score, label and weight, in double. Both methods do the same operations in the
/// same order and give the same bits; the scalar one is the reference.
/// </summary>
interface IGradientOperator
{
    (double Gradient, double Hessian) Invoke(double score, double label, double weight);

    (Vector256<double> Gradient, Vector256<double> Hessian) Invoke(
        Vector256<double> score, Vector256<double> label, Vector256<double> weight);
}

/// <summary>The same for eight rows at once, where that is worth it.</summary>
interface IWideGradientOperator : IGradientOperator
{
    (Vector512<double> Gradient, Vector512<double> Hessian) Invoke(
        Vector512<double> score, Vector512<double> label, Vector512<double> weight);
}

/// <summary>The loop over the rows of one output. Results are rounded to float once, at the end.</summary>
static class GradientLoop
{
    const int Step = 8; // rows a turn: two vectors of doubles, one of floats

    /// <summary>The gradients of the only output.</summary>
    public static void Run<TOperator>(RowBlock rows, TOperator gradientOf, KernelPath path, GradientBlock destination)
        where TOperator : struct, IGradientOperator => Run(rows, 0, gradientOf, path, destination);

    /// <param name="rows">The rows.</param>
    /// <param name="output">Whose scores.</param>
    /// <param name="gradientOf">The loss.</param>
    /// <param name="path">How to compute it.</param>
    /// <param name="destination">out: gradients, and hessians where they are stored.</param>
    public static void Run<TOperator>(
        RowBlock rows, int output, TOperator gradientOf, KernelPath path, GradientBlock destination)
        where TOperator : struct, IGradientOperator
    {
        int done = path == KernelPath.Scalar ? 0 : RunVector(
            rows.Scores(output), rows.Labels, rows.Weights, gradientOf, destination.Gradients(output), destination.Hessians(output));
        RunScalar(rows, output, done, gradientOf, destination);
    }

    /// <summary>The reference, and what is left of the vectors.</summary>
    static void RunScalar<TOperator>(RowBlock rows, int output, int done, TOperator gradientOf, GradientBlock destination)
        where TOperator : struct, IGradientOperator
    {
        ReadOnlySpan<double> scores = rows.Scores(output), labels = rows.Labels, weights = rows.Weights;
        Span<float> gradients = destination.Gradients(output), hessians = destination.Hessians(output);
        for (int i = done; i < scores.Length; i++)
        {
            var (gradient, hessian) = gradientOf.Invoke(scores[i], labels[i], weights.IsEmpty ? 1 : weights[i]);
            gradients[i] = (float)gradient;
            if (!hessians.IsEmpty)
            {
                hessians[i] = (float)hessian;
            }
        }
    }

    /// <summary>As <see cref="Run{TOperator}(RowBlock, int, TOperator, KernelPath, GradientBlock)"/>, eight rows a vector.</summary>
    public static void RunWide<TOperator>(
        RowBlock rows, int output, TOperator gradientOf, KernelPath path, GradientBlock destination)
        where TOperator : struct, IWideGradientOperator
    {
        if (path < KernelPath.Avx512)
        {
            Run(rows, output, gradientOf, path, destination);
            return;
        }
        int done = RunVector512(
            rows.Scores(output), rows.Labels, rows.Weights, gradientOf, destination.Gradients(output), destination.Hessians(output));
        RunScalar(rows, output, done, gradientOf, destination);
    }

    static int RunVector512<TOperator>(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, TOperator gradientOf,
        Span<float> gradients, Span<float> hessians)
        where TOperator : struct, IWideGradientOperator
    {
        var score = MemoryMarshal.Cast<double, Vector512<double>>(scores);
        var label = MemoryMarshal.Cast<double, Vector512<double>>(labels);
        var weight = MemoryMarshal.Cast<double, Vector512<double>>(weights);
        var gradient = MemoryMarshal.Cast<float, Vector256<float>>(gradients);
        var hessian = MemoryMarshal.Cast<float, Vector256<float>>(hessians);
        var one = Vector512.Create(1.0);
        for (int i = 0; i < gradient.Length; i++)
        {
            var (g, h) = gradientOf.Invoke(score[i], label[i], weights.IsEmpty ? one : weight[i]);
            gradient[i] = Avx512F.ConvertToVector256Single(g);
            if (!hessians.IsEmpty)
            {
                hessian[i] = Avx512F.ConvertToVector256Single(h);
            }
        }
        return gradient.Length * Step;
    }

    static int RunVector<TOperator>(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, TOperator gradientOf,
        Span<float> gradients, Span<float> hessians)
        where TOperator : struct, IGradientOperator
    {
        var score = MemoryMarshal.Cast<double, Vector256<double>>(scores);
        var label = MemoryMarshal.Cast<double, Vector256<double>>(labels);
        var weight = MemoryMarshal.Cast<double, Vector256<double>>(weights);
        var gradient = MemoryMarshal.Cast<float, Vector256<float>>(gradients);
        var hessian = MemoryMarshal.Cast<float, Vector256<float>>(hessians);
        var one = Vector256.Create(1.0);
        for (int i = 0; i < gradient.Length; i++)
        {
            int lower = 2 * i, upper = lower + 1;
            var (g0, h0) = gradientOf.Invoke(score[lower], label[lower], weights.IsEmpty ? one : weight[lower]);
            var (g1, h1) = gradientOf.Invoke(score[upper], label[upper], weights.IsEmpty ? one : weight[upper]);
            gradient[i] = Vector256.Narrow(g0, g1);
            if (!hessians.IsEmpty)
            {
                hessian[i] = Vector256.Narrow(h0, h1);
            }
        }
        return gradient.Length * Step;
    }
}
