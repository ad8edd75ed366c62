using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>y = x Wᵀ + b with the slots of a <see cref="GemmPolicy"/> in its three products.</summary>
/// <inheritdoc/>
public sealed class LowPrecisionLinear : LowPrecisionLayer
{
    /// <summary>A layer over parameters that somebody else may hold too, such as an optimizer.</summary>
    /// <param name="weight">[outputs × inputs], float32 on the CPU.</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="policy">The slots.</param>
    /// <param name="seed">Seed of the random words.</param>
    /// <param name="layer">Number of the layer, below 2²⁹; no two layers of a model have the same.</param>
    /// <exception cref="RecipeException">The policy makes no sense, by itself or for these shapes.</exception>
    /// <exception cref="OperandException">The parameters are not of these shapes, type and device.</exception>
    public LowPrecisionLinear(Parameter weight, Parameter? bias, GemmPolicy policy, ulong seed, uint layer)
        : base(nameof(LowPrecisionLinear), weight, bias, 2, policy, seed, layer)
    {
        TryWeight(OutputCount, InputCount);
    }

    int InputCount => (int)Weight.shape[1];

    int OutputCount => (int)Weight.shape[0];

    /// <summary>y = x Wᵀ + b.</summary>
    /// <param name="input">
    /// [… × inputs], float32 on the CPU, any strides. All but the last axis are rows; the first counts samples where there are
    /// three or more.
    /// </param>
    /// <returns>[… × outputs].</returns>
    /// <exception cref="OperandException">
    /// Wrong type, device or shape, more than 2²⁹ − 1 elements, or a NaN or an infinity in an x or W that is to be quantized.
    /// Gradients that are not finite become NaN, block by block, as in float32 they would spread.
    /// </exception>
    /// <exception cref="RecipeException">A quantizer cannot work on this number of rows.</exception>
    /// <exception cref="BackwardException">The backward pass before this one failed.</exception>
    public override Tensor forward(Tensor input)
    {
        BeginForward();
        RequireShape(input);
        using var scope = NewDisposeScope();
        var x = input.reshape(RowCount(input), InputCount);
        int rowsPerSample = input.dim() > 2 && input.shape[0] > 0 ? (int)(x.shape[0] / input.shape[0]) : 1;
        var y = Product(x, Weight, Bias, rowsPerSample);
        return y.reshape([.. input.shape[..^1], OutputCount]).MoveToOuterDisposeScope();
    }

    static long RowCount(Tensor input) => input.shape[..^1].Aggregate(1L, static (product, size) => product * size);

    void RequireShape(Tensor input)
    {
        Require.Floats(input, "the input");
        if (input.dim() == 0 || input.shape[^1] != InputCount)
        {
            throw new OperandException($"the input is {Require.Shape(input)}; its last axis needs {InputCount} elements.");
        }
        Require.Size(input, RowCount(input), Math.Max(InputCount, OutputCount));
    }
}
