using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>One forward pass of a layer, and what its backward pass needs besides tensors.</summary>
/// <param name="Policy">The slots.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Layer">Number of the layer, below 2²⁹.</param>
/// <param name="Step">Number of the update.</param>
/// <param name="Pass">Number of the pass within the step.</param>
/// <param name="Failure">Keeps what goes wrong in the backward pass.</param>
sealed record GemmCall(GemmPolicy Policy, ulong Seed, uint Layer, uint Step, uint Pass, BackwardFailure Failure)
{
    // Stream = layer · 8 + slot; word of element i of pass p = p · 2³² + i. No two operands of a run share a word.
    const int SlotsPerLayer = 8, SavedStream = 6, SignStream = 7;

    public bool NeedsInputGradient { get; init; }

    public bool NeedsWeightGradient { get; init; }

    /// <summary>Rows of X and G that are one sample; groups of a policy by sample are theirs.</summary>
    public int RowsPerSample { get; init; } = 1;

    /// <summary>Makes W [outputs × inputs] anew where no tensor holds it; null where one does.</summary>
    public Func<Tensor>? Weights { get; init; }

    public IOperandObserver? Observer { get; init; }

    /// <summary>
    /// The operand of a slot that does not reuse. Elements use the random word of their place in memory: in the layout of
    /// the slot where a quantizer or a transform sees that, in the layout of the source for levels with scales outside.
    /// </summary>
    /// <param name="slot">Which.</param>
    /// <param name="source">The matrix as it lies in memory: X, W or G.</param>
    public Operand Operand(GemmSlot slot, Tensor source)
    {
        var (matrix, isTransposed) = Placed(slot, source);
        return Quantized(slot, matrix, isTransposed);
    }

    /// <summary>The operand of a forward slot, and what its estimator keeps of it.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="source">X or W.</param>
    /// <param name="step">The learned step, above 0; NaN for none.</param>
    /// <param name="isTracked">Whether there is a backward pass.</param>
    /// <exception cref="OperandException">It is not finite, and quantized.</exception>
    public (Operand Operand, Estimation Estimation) ForwardOperand(GemmSlot slot, Tensor source, float step, bool isTracked)
    {
        var (quantizer, estimator) = (Policy[slot].Quantizer, Policy[slot].Estimator);
        bool isFinite = quantizer is null or { HasByteLevels: true } || float.IsFinite(AbsMax.Of(TensorSpan.Of(source), Isa.Best));
        var (matrix, isTransposed) = Placed(slot, source);
        var operand = !isFinite ? null
            : float.IsNaN(step) ? Quantized(slot, matrix, isTransposed)
            : Observed(slot, matrix, isTransposed, Stepped(quantizer!, matrix, step));
        if (operand is null || operand.Scales?.Any(float.IsNaN) == true) // a block that is not finite has the scale NaN
        {
            string what = slot == GemmSlot.XForward ? "the input" : "weight";
            throw new OperandException($"{what} of layer {Layer} holds a NaN or an infinity; it cannot be quantized.");
        }
        return (operand, !isTracked || estimator == Estimator.StraightThrough ? default
            : float.IsNaN(step) ? Estimation.Of(estimator, quantizer!, matrix, operand.Numbers().contiguous())
            : Estimation.OfStep((IntegerFormat)quantizer!.Format, matrix, operand.Values, step));
    }

    /// <summary>The transforms of a product.</summary>
    public AxisTransforms Transforms(GemmProduct product) => new(
        Policy.Transforms(product), product,
        new(Seed, (Layer * SlotsPerLayer) + SignStream, product == GemmProduct.Forward ? 0 : Step));

    /// <summary>X as it is kept for the backward pass in packed codes.</summary>
    public QuantizedMatrix Pack(Tensor x) => Policy.SavedInput.Quantizer!.Quantize(
        TensorSpan.Of(x), (int)x.shape[0], (int)x.shape[1], Random(SavedStream), FirstIndex, Isa.Best);

    RandomStream Random(int slot) => new(Seed, (Layer * SlotsPerLayer) + (uint)slot, Step);

    ulong FirstIndex => (ulong)Pass << 32;

    // As it lies in memory, or behind the transforms of its product in the layout of the slot.
    (Tensor Matrix, bool IsTransposed) Placed(GemmSlot slot, Tensor source)
    {
        bool isTransposed = slot is GemmSlot.WForInput or GemmSlot.GradForWeight or GemmSlot.XForWeight;
        var transforms = Transforms((GemmProduct)((int)slot / 2));
        bool isLeft = slot is GemmSlot.XForward or GemmSlot.GradForInput or GemmSlot.GradForWeight;
        return transforms.IsNone ? (source, isTransposed) : (transforms.Apply(isTransposed ? source.t() : source, isLeft), false);
    }

    Operand Quantized(GemmSlot slot, Tensor matrix, bool isTransposed)
    {
        var operand = Policy[slot].Quantizer is not { } quantizer ? new(matrix, null, isTransposed)
            : Policy[slot].HasLevels ? Levels(slot, quantizer, matrix, isTransposed)
            : Numbers(slot, quantizer, matrix, isTransposed);
        return Observed(slot, matrix, isTransposed, operand);
    }

    Operand Observed(GemmSlot slot, Tensor matrix, bool isTransposed, Operand operand)
    {
        if (Observer is { } observer)
        {
            using var scope = NewDisposeScope();
            observer.Observe(slot, isTransposed ? matrix.t() : matrix, operand.Numbers());
        }
        return operand;
    }

    static Operand Stepped(Quantizer quantizer, Tensor matrix, float step)
    {
        using var values = matrix.contiguous();
        var result = empty_like(values);
        quantizer.FakeQuantize(
            TensorSpan.Of(values), (int)values.shape[0], (int)values.shape[1], [step], [], default, 0, Isa.Best, TensorSpan.Of(result));
        return new(result, null, false);
    }

    // Rows of the layout that lie as columns in memory share a scale by column.
    Operand Levels(GemmSlot slot, Quantizer quantizer, Tensor source, bool isTransposed)
    {
        quantizer = isTransposed && quantizer.Granularity is PerRow ? quantizer with { Granularity = new PerColumn() } : quantizer;
        using var values = source.contiguous();
        var (rows, columns) = ((int)source.shape[0], (int)source.shape[1]);
        var levels = empty(rows, columns, ScalarType.Int8);
        var scales = new float[quantizer.Granularity is PerTensor ? 1 : isTransposed ? columns : rows];
        Array.Fill(scales, 1);
        quantizer.Levels(
            TensorSpan.Of(values), rows, columns, Random((int)slot), FirstIndex, Isa.Best, get_num_threads(),
            TensorSpan.LevelsOf(levels), scales);
        return new(levels, scales, isTransposed);
    }

    Operand Numbers(GemmSlot slot, Quantizer quantizer, Tensor source, bool isTransposed)
    {
        using var values = isTransposed ? source.t().contiguous() : source.contiguous();
        var result = empty_like(values);
        bool isBySample = Policy[slot].IsBySample && slot == GemmSlot.GradForInput;
        int rows = (int)values.shape[0], columns = (int)values.shape[1];
        (rows, columns) = isBySample ? (rows / RowsPerSample, columns * RowsPerSample) : (rows, columns);
        quantizer.FakeQuantize(
            TensorSpan.Of(values), rows, columns, Random((int)slot), FirstIndex, Isa.Best, TensorSpan.Of(result));
        return isTransposed ? new(result.t(), null, true) : new(result, null, false);
    }
}
