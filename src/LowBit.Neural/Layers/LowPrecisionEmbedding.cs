using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// Rows of a low-bit W: the slot <see cref="GemmSlot.WForward"/> of a <see cref="GemmPolicy"/>, and no other. The gradient of
/// W is float32 and passes the quantizer unchanged.
/// </summary>
/// <inheritdoc/>
public sealed class LowPrecisionEmbedding : LowPrecisionLayer
{
    /// <summary>A layer over a parameter that somebody else may hold too, such as an optimizer.</summary>
    /// <param name="weight">[entries × features], float32 on the CPU.</param>
    /// <param name="policy">The slots; only <see cref="GemmPolicy.WForward"/> is used.</param>
    /// <param name="seed">Seed of the random words.</param>
    /// <param name="layer">Number of the layer, below 2²⁹; no two layers of a model have the same.</param>
    /// <exception cref="RecipeException">The policy makes no sense, by itself or for this shape.</exception>
    /// <exception cref="OperandException">The parameter is not of this shape, type and device.</exception>
    public LowPrecisionEmbedding(Parameter weight, GemmPolicy policy, ulong seed, uint layer)
        : base(nameof(LowPrecisionEmbedding), weight, null, 2, policy, seed, layer)
    {
        TryWeight((int)weight.shape[0], (int)weight.shape[1]);
    }

    /// <summary>The rows of the entries.</summary>
    /// <param name="input">Numbers of entries, int64 or int32 on the CPU, any shape.</param>
    /// <returns>[shape of the input × features].</returns>
    /// <exception cref="OperandException">
    /// Wrong type or device, a number that is no entry's, or a NaN or an infinity in a W that is to be quantized.
    /// </exception>
    /// <exception cref="BackwardException">The backward pass before this one failed.</exception>
    public override Tensor forward(Tensor input)
    {
        BeginForward();
        using var scope = NewDisposeScope();
        var entries = Entries(input);
        var rows = EmbeddingFunction.Apply(entries, Weight, NewCall());
        SavedBytes = is_grad_enabled() ? entries.NumberOfElements * sizeof(long) : 0;
        SavedFloatBytes = SavedBytes;
        CountPass();
        return rows.reshape([.. input.shape, Weight.shape[1]]).MoveToOuterDisposeScope();
    }

    Tensor Entries(Tensor input)
    {
        if (input.dtype is not (ScalarType.Int64 or ScalarType.Int32) || input.device_type != DeviceType.CPU)
        {
            throw new OperandException($"the input is {input.dtype} on {input.device_type}; entries are Int64 or Int32 on CPU.");
        }
        var entries = input.to_type(ScalarType.Int64).reshape(-1).contiguous();
        if (entries.NumberOfElements > 0
            && (entries.min().item<long>() < 0 || entries.max().item<long>() >= Weight.shape[0]))
        {
            throw new OperandException($"the input has numbers outside 0 … {Weight.shape[0] - 1}, the entries.");
        }
        return entries;
    }
}
