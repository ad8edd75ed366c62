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
    const int SlotsPerLayer = 8, SavedStream = 6;

    public bool NeedsInputGradient { get; init; }

    public bool NeedsWeightGradient { get; init; }

    /// <summary>Rows of X and G that are one sample; groups of a policy by sample are theirs.</summary>
    public int RowsPerSample { get; init; } = 1;

    /// <summary>Makes W [outputs × inputs] anew where no tensor holds it; null where one does.</summary>
    public Func<Tensor>? Weights { get; init; }

    public IOperandObserver? Observer { get; init; }

    /// <summary>
    /// The operand of a slot that does not reuse. Elements use the random word of their place in memory: in the layout of
    /// the slot where a quantizer sees that, in the layout of the source for levels with scales outside.
    /// </summary>
    /// <param name="slot">Which.</param>
    /// <param name="source">The matrix as it lies in memory: X, W or G.</param>
    public Operand Operand(GemmSlot slot, Tensor source)
    {
        bool isTransposed = slot is GemmSlot.WForInput or GemmSlot.GradForWeight or GemmSlot.XForWeight;
        var operand = Policy[slot].Quantizer is not { } quantizer ? new(source, null, isTransposed)
            : quantizer.HasByteLevels && quantizer.Granularity is PerTensor or PerRow ? Levels(slot, quantizer, source, isTransposed)
            : Numbers(slot, quantizer, source, isTransposed);
        if (Observer is { } observer)
        {
            using var scope = NewDisposeScope();
            observer.Observe(slot, isTransposed ? source.t() : source, operand.Numbers());
        }
        return operand;
    }

    /// <summary>The operand of a slot whose source has to be finite where it is quantized.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="source">X or W.</param>
    /// <param name="what">Its name in the message.</param>
    /// <exception cref="OperandException">It is not finite.</exception>
    public Operand FiniteOperand(GemmSlot slot, Tensor source, string what)
    {
        bool isFinite = Policy[slot].Quantizer is null or { HasByteLevels: true }
            || float.IsFinite(AbsMax.Of(TensorSpan.Of(source), Isa.Best));
        var operand = isFinite ? Operand(slot, source) : null;
        return operand is null || operand.Scales?.Any(float.IsNaN) == true // a block that is not finite has the scale NaN
            ? throw new OperandException($"{what} of layer {Layer} holds a NaN or an infinity; it cannot be quantized.")
            : operand;
    }

    /// <summary>X as it is kept for the backward pass in packed codes.</summary>
    public QuantizedMatrix Pack(Tensor x) => Policy.SavedInput.Quantizer!.Quantize(
        TensorSpan.Of(x), (int)x.shape[0], (int)x.shape[1], Random(SavedStream), FirstIndex, Isa.Best);

    RandomStream Random(int slot) => new(Seed, (Layer * SlotsPerLayer) + (uint)slot, Step);

    ulong FirstIndex => (ulong)Pass << 32;

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
