using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>What an estimator keeps of a forward operand: which elements pass gradients on, and the slope of a learned step.</summary>
/// <param name="Passes">[rows × columns] bool; null: all do.</param>
/// <param name="Slope">[rows × columns] ∂x̂/∂step; null without a learned step.</param>
readonly record struct Estimation(Tensor? Passes, Tensor? Slope)
{
    public long ByteCount => (Passes?.NumberOfElements ?? 0) + (Slope?.NumberOfElements ?? 0) * sizeof(float);

    /// <summary>For scales that the quantizer finds.</summary>
    /// <param name="estimator">Which.</param>
    /// <param name="quantizer">What made the numbers.</param>
    /// <param name="source">The values, in the space that is quantized; contiguous.</param>
    /// <param name="numbers">What they became; contiguous.</param>
    public static Estimation Of(Estimator estimator, Quantizer quantizer, Tensor source, Tensor numbers)
    {
        var grid = quantizer.Granularity.On((int)source.shape[0], (int)source.shape[1]);
        var scales = new float[grid.ScaleCount];
        var zeroPoints = new int[quantizer.IsAffine ? grid.ScaleCount : 0];
        Array.Fill(scales, 1);
        quantizer.Scale?.Fill(TensorSpan.Of(source), grid, quantizer.Format, Isa.Best, new(scales, default, zeroPoints));
        var passes = empty(source.shape, ScalarType.Bool);
        var marks = passes.bytes;
        ReadOnlySpan<float> values = TensorSpan.Of(source), rounded = TensorSpan.Of(numbers);
        foreach (var run in grid)
        {
            float scale = scales[run.Scale], shift = zeroPoints.Length == 0 ? 0 : zeroPoints[run.Scale];
            float min = ((float)quantizer.Format.MinFinite - shift) * scale, max = ((float)quantizer.Format.MaxFinite - shift) * scale;
            float bound = (float)(estimator.Threshold * scale);
            for (int i = run.Start; i < run.Start + run.Length; i++)
            {
                bool doesPass = estimator.Kind == EstimatorKind.Trust ? Math.Abs(rounded[i] - values[i]) <= bound
                    : values[i] >= min && values[i] <= max;
                marks[i] = doesPass ? (byte)1 : (byte)0;
            }
        }
        return new(passes, null);
    }

    /// <summary>For a step that is learned.</summary>
    /// <param name="format">The levels.</param>
    /// <param name="source">The values.</param>
    /// <param name="numbers">What they became.</param>
    /// <param name="step">The step.</param>
    public static Estimation OfStep(IntegerFormat format, Tensor source, Tensor numbers, float step)
    {
        using var scope = NewDisposeScope();
        var (steps, levels) = (source / step, numbers / step);
        var passes = steps.ge(format.MinLevel).logical_and_(steps.le(format.MaxLevel));
        var slope = where(passes, levels - steps, levels);
        return new(passes.MoveToOuterDisposeScope(), slope.MoveToOuterDisposeScope());
    }
}
