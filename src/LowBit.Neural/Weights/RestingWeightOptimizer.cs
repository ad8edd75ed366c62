using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// Any optimizer of TorchSharp over weights that rest as codes: for its step they are float32 tensors, and what it makes of
/// them is rounded. All of them are floats at once meanwhile; the optimizers of this library need no such help and hold one
/// at a time.
/// </summary>
public sealed class RestingWeightOptimizer : optim.Optimizer
{
    readonly optim.Optimizer _inner;
    readonly RestingWeights _weights;

    /// <summary>An optimizer around another one.</summary>
    /// <param name="inner">Any that computes no loss anew within a step; it is disposed of together with this one.</param>
    /// <param name="model">The model whose weights it holds.</param>
    public RestingWeightOptimizer(optim.Optimizer inner, nn.Module model)
        : base(IntPtr.Zero)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (inner is LowPrecisionOptimizer)
        {
            throw new ArgumentException("Optimizers of this library update weights at rest by themselves.", nameof(inner));
        }
        (_inner, _weights) = (inner, new(model));
    }

    /// <inheritdoc/>
    public override IEnumerable<optim.ILearningRateController> ParamGroups => _inner.ParamGroups;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => _inner.parameters();

    /// <inheritdoc/>
    public override void zero_grad() => _inner.zero_grad();

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group) => _inner.add_param_group(param_group);

    /// <summary>One step, and the rounding of weights that have a gradient.</summary>
    /// <param name="closure">Computes the loss anew, once, before the step; null for none.</param>
    /// <returns>What the closure returned, or null.</returns>
    /// <exception cref="OperandException">A weight would become NaN or infinite. Weights before it are updated.</exception>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var on = enable_grad();
            loss = closure();
        }
        using (_weights.Wake())
        {
            _inner.step();
            foreach (var (_, store) in _weights.Stores)
            {
                store.UpdateFromParameter();
            }
        }
        return loss!;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }
        base.Dispose(disposing);
    }
}
