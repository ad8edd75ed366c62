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
    const int SlotsPerLayer = 8;

    public bool NeedsInputGradient { get; init; }

    public bool NeedsWeightGradient { get; init; }

    /// <summary>The operand of a slot that does not reuse, in the layout of <see cref="GemmSlot"/>.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="matrix">Its values in that layout; any strides.</param>
    public Tensor Operand(GemmSlot slot, Tensor matrix)
    {
        if (Policy[slot].Quantizer is not { } quantizer)
        {
            return matrix;
        }
        using var source = matrix.contiguous();
        var result = empty_like(source);
        var random = new RandomStream(Seed, (Layer * SlotsPerLayer) + (uint)slot, Step);
        quantizer.FakeQuantize(
            TensorSpan.Of(source), (int)source.shape[0], (int)source.shape[1], random, (ulong)Pass << 32, Isa.Best,
            TensorSpan.Of(result));
        return result;
    }
}
