using LowBit.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// y = x Wᵀ + b with the slots of a <see cref="GemmPolicy"/> in its three products. W and b are float32 and what the
/// optimizer sees; the bias and its gradient are not quantized.
/// </summary>
/// <remarks>
/// Low bits are emulated: operands hold low-bit numbers in float32 tensors on the CPU, products are libtorch's. Random words
/// depend on seed, layer, step, pass within the step, slot and position alone. Parameters are called weight and bias, as in
/// <c>torch.nn.Linear</c>, so state dictionaries fit both. Not for use from several threads at once. Second derivatives are
/// not there.
/// </remarks>
public sealed class LowPrecisionLinear : nn.Module<Tensor, Tensor>
{
    readonly Parameter weight;
    readonly Parameter? bias;
    readonly BackwardFailure _failure = new();
    readonly HashSet<int> _triedRowCounts = [];
    uint _step, _pass;

    /// <summary>A layer over parameters that somebody else may hold too, such as an optimizer.</summary>
    /// <param name="weight">[outputs × inputs], float32 on the CPU.</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="policy">The slots.</param>
    /// <param name="seed">Seed of the random words.</param>
    /// <param name="layer">Number of the layer, below 2²⁹; no two layers of a model have the same.</param>
    /// <exception cref="RecipeException">The policy makes no sense, by itself or for these shapes.</exception>
    /// <exception cref="OperandException">The parameters are not of these shapes, type and device.</exception>
    public LowPrecisionLinear(Parameter weight, Parameter? bias, GemmPolicy policy, ulong seed, uint layer)
        : base(nameof(LowPrecisionLinear))
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, 1u << 29);
        policy.Validate();
        RequireFloats(weight, nameof(weight));
        if (weight.dim() != 2)
        {
            throw new OperandException($"weight has {weight.dim()} axes; it needs 2, [outputs × inputs].");
        }
        if (weight.NumberOfElements > TensorSpan.MaxCount)
        {
            throw new OperandException($"weight is {Shape(weight)}; it holds at most {TensorSpan.MaxCount} elements.");
        }
        if (bias is not null)
        {
            RequireFloats(bias, nameof(bias));
            if (bias.dim() != 1 || bias.shape[0] != weight.shape[0])
            {
                throw new OperandException($"bias is {Shape(bias)}; it needs one element for each of {weight.shape[0]} outputs.");
            }
        }
        (this.weight, this.bias, Policy, Seed, Layer) = (weight, bias, policy, seed, layer);
        TryShape(GemmSlot.WForward, OutputCount, InputCount);
        TryShape(GemmSlot.WForInput, InputCount, OutputCount);
        RegisterComponents();
    }

    /// <summary>W, [outputs × inputs].</summary>
    public Parameter Weight => weight;

    /// <summary>b, [outputs]; null for none.</summary>
    public Parameter? Bias => bias;

    /// <summary>The slots.</summary>
    public GemmPolicy Policy { get; }

    /// <summary>Seed of the random words.</summary>
    public ulong Seed { get; }

    /// <summary>Number of the layer.</summary>
    public uint Layer { get; }

    /// <summary>
    /// Number of the update, part of the key of random words; 0 at first. To set it starts the passes of the step anew. A loop
    /// that never sets it has fresh words too, but cannot go on from a checkpoint with the same ones.
    /// </summary>
    public uint Step
    {
        get => _step;
        set => (_step, _pass) = (value, 0);
    }

    int InputCount => (int)weight.shape[1];

    int OutputCount => (int)weight.shape[0];

    /// <summary>y = x Wᵀ + b.</summary>
    /// <param name="input">[… × inputs], float32 on the CPU, any strides.</param>
    /// <returns>[… × outputs].</returns>
    /// <exception cref="OperandException">
    /// Wrong type, device or shape, more than 2²⁹ − 1 elements, or a NaN or an infinity in an x or W that is to be quantized.
    /// Gradients that are not finite become NaN, block by block, as in float32 they would spread.
    /// </exception>
    /// <exception cref="RecipeException">A quantizer cannot work on this number of rows.</exception>
    /// <exception cref="BackwardException">The backward pass before this one failed.</exception>
    public override Tensor forward(Tensor input)
    {
        ThrowIfBackwardFailed();
        RequireFloats(weight, nameof(weight)); // the module may have been moved since
        RequireShape(input);
        using var scope = NewDisposeScope();
        var x = input.reshape(RowCount(input), InputCount).contiguous();
        TryRowCount((int)x.shape[0]);
        RequireFinite(GemmSlot.XForward, x, "the input");
        var w = weight.contiguous();
        RequireFinite(GemmSlot.WForward, w, "weight");
        var y = LinearFunction.Apply(x, w, new(Policy, Seed, Layer, _step, _pass, _failure));
        if (is_grad_enabled())
        {
            _pass++;
        }
        y = bias is null ? y : y + bias;
        return y.reshape([.. input.shape[..^1], OutputCount]).MoveToOuterDisposeScope();
    }

    /// <summary>Throws what went wrong in the last backward pass, once.</summary>
    /// <exception cref="BackwardException">Something did.</exception>
    public void ThrowIfBackwardFailed() => _failure.ThrowIfAny($"layer {Layer} ({OutputCount} × {InputCount})");

    // Everything that backward could stumble over: it must not.
    void TryRowCount(int rowCount)
    {
        if (_triedRowCounts.Contains(rowCount))
        {
            return;
        }
        TryShape(GemmSlot.XForward, rowCount, InputCount);
        TryShape(GemmSlot.GradForInput, rowCount, OutputCount);
        TryShape(GemmSlot.GradForWeight, OutputCount, rowCount);
        TryShape(GemmSlot.XForWeight, InputCount, rowCount);
        _triedRowCounts.Add(rowCount);
    }

    void TryShape(GemmSlot slot, int rows, int columns)
    {
        if (Policy[slot].Quantizer is { Transform: not null })
        {
            Policy.Try(slot, rows, columns);
        }
    }

    static long RowCount(Tensor input) => input.shape[..^1].Aggregate(1L, static (product, size) => product * size);

    void RequireShape(Tensor input)
    {
        RequireFloats(input, "the input");
        if (input.dim() == 0 || input.shape[^1] != InputCount)
        {
            throw new OperandException($"the input is {Shape(input)}; its last axis needs {InputCount} elements.");
        }
        if (RowCount(input) * Math.Max(InputCount, OutputCount) > TensorSpan.MaxCount)
        {
            throw new OperandException(
                $"the input is {Shape(input)}; it and the output hold at most {TensorSpan.MaxCount} elements. Use smaller batches.");
        }
    }

    void RequireFinite(GemmSlot slot, Tensor tensor, string what)
    {
        if (Policy[slot].Quantizer is not null && !float.IsFinite(AbsMax.Of(TensorSpan.Of(tensor), Isa.Best)))
        {
            throw new OperandException($"{what} of layer {Layer} holds a NaN or an infinity; it cannot be quantized.");
        }
    }

    static void RequireFloats(Tensor tensor, string what)
    {
        if (tensor.dtype != ScalarType.Float32 || tensor.device_type != DeviceType.CPU)
        {
            throw new OperandException(
                $"{what} is {tensor.dtype} on {tensor.device_type}; low-precision layers need Float32 on CPU.");
        }
    }

    static string Shape(Tensor tensor) => $"[{string.Join(" × ", tensor.shape)}]";
}
