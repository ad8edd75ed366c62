using LowBit.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// A layer whose matrix products have the slots of a <see cref="GemmPolicy"/>. Weight (unless it rests in a
/// <see cref="Store"/>) and bias are float32 and what the optimizer sees; the bias and its gradient are not quantized.
/// </summary>
/// <remarks>
/// Low-bit numbers are held in float32 or int8 tensors on the CPU. Random words depend on seed, layer, step, pass within the
/// step, slot and position alone. Parameters are called weight and bias, as in the layers of <c>torch.nn</c>, so state
/// dictionaries fit both. Not for use from several threads at once. Second derivatives are not there.
/// </remarks>
public abstract class LowPrecisionLayer : nn.Module<Tensor, Tensor>
{
    const string WeightName = "weight", BiasName = "bias", XStepName = "x_step", WStepName = "w_step";

    readonly bool _hasBias;
    readonly BackwardFailure _failure = new();
    readonly HashSet<(int Rows, int RowsPerSample)> _triedRows = [];
    uint _step, _pass;

    private protected LowPrecisionLayer(
        string name, Parameter weight, Parameter? bias, int axisCount, GemmPolicy policy, ulong seed, uint layer)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, 1u << 29);
        policy.Validate();
        Require.Floats(weight, nameof(weight));
        Require.Axes(weight, axisCount, nameof(weight));
        if (bias is not null)
        {
            Require.Floats(bias, nameof(bias));
            Require.Bias(bias, weight.shape[0]);
        }
        (_hasBias, Policy, Seed, Layer) = (bias is not null, policy, seed, layer);
        register_parameter(WeightName, weight);
        if (bias is not null)
        {
            register_parameter(BiasName, bias);
        }
        RegisterStep(XStepName, policy.XForward);
        RegisterStep(WStepName, policy.WForward);
    }

    /// <summary>The weight, outputs first.</summary>
    public Parameter Weight => get_parameter(WeightName)!;

    /// <summary>b, [outputs]; null for none.</summary>
    public Parameter? Bias => _hasBias ? get_parameter(BiasName) : null;

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

    /// <summary>
    /// Bytes that the last forward pass keeps for its backward pass: X, or its codes, and W's numbers where they are reused; an
    /// X that others hold too is counted. 0 without gradients.
    /// </summary>
    public long SavedBytes { get; private protected set; }

    /// <summary>Bytes that the same X takes in float32; indices as they are.</summary>
    internal long SavedFloatBytes { get; private protected set; }

    internal IOperandObserver? Observer { get; set; }

    /// <summary>Number of the next pass within the step.</summary>
    internal uint Pass => _pass;

    /// <summary>The weight as codes and scales; null where it is the float32 tensor <see cref="Weight"/>.</summary>
    public WeightStore? Store { get; private set; }

    /// <summary>Lets the weight rest in a store of its values, from which the layer reads it from now on.</summary>
    internal void RestIn(WeightStore store)
    {
        Store = store;
        store.Attach(Weight);
        store.Rest();
    }

    /// <summary>Throws what went wrong in the last backward pass, once.</summary>
    /// <exception cref="BackwardException">Something did.</exception>
    public void ThrowIfBackwardFailed() => _failure.ThrowIfAny($"layer {Layer} ({Require.Shape(Weight)})");

    /// <summary>What holds before every forward pass.</summary>
    private protected void BeginForward()
    {
        ThrowIfBackwardFailed();
        Require.Floats(Weight, WeightName); // the module may have been moved since
        (SavedBytes, SavedFloatBytes) = (0, 0);
    }

    /// <summary>X Wᵀ + b.</summary>
    /// <param name="x">[rows × inputs] float32; any strides.</param>
    /// <param name="w">[outputs × inputs]: the weight, or a view of it.</param>
    /// <param name="b">[outputs], or null.</param>
    /// <param name="rowsPerSample">Rows of one sample.</param>
    /// <param name="firstOutput">Row of the weight that w begins with.</param>
    private protected Tensor Product(Tensor x, Tensor w, Tensor? b, int rowsPerSample, long firstOutput = 0)
    {
        TryRows((int)x.shape[0], rowsPerSample, (int)w.shape[0], (int)w.shape[1]);
        long outputs = w.shape[0];
        var call = NewCall() with
        {
            RowsPerSample = rowsPerSample,
            Weights = Store is { } store ? () => store.ReadMatrix().narrow(0, firstOutput, outputs) : null,
        };
        (x, w) = (x.contiguous(), Store is null ? w.contiguous() : w);
        var steps = (StepOf(XStepName, Policy.XForward, x), StepOf(WStepName, Policy.WForward, w));
        var y = LinearFunction.Apply(x, w, b, steps, call, out long savedBytes);
        SavedBytes += savedBytes;
        SavedFloatBytes += savedBytes > 0 ? x.NumberOfElements * sizeof(float) : 0;
        CountPass();
        return y;
    }

    private protected GemmCall NewCall() => new(Policy, Seed, Layer, _step, _pass, _failure)
    {
        Observer = Observer,
        Weights = Store is { } store ? store.ReadMatrix : null,
    };

    /// <summary>Passes without gradients take no words.</summary>
    private protected void CountPass() => _pass += is_grad_enabled() ? 1u : 0;

    void RegisterStep(string name, Slot slot)
    {
        if (slot.HasLearnedStep)
        {
            register_parameter(name, new Parameter(zeros(1)));
        }
    }

    Parameter? StepOf(string name, Slot slot, Tensor values)
    {
        if (!slot.HasLearnedStep)
        {
            return null;
        }
        var step = get_parameter(name)!;
        if (step.item<float>() == 0 && values.NumberOfElements > 0)
        {
            using var scope = NewDisposeScope();
            using var _ = no_grad();
            double levels = ((IntegerFormat)slot.Quantizer!.Format).MaxLevel;
            step.fill_((float)(values.abs().mean().item<float>() * 2 / Math.Sqrt(levels)));
        }
        return step;
    }

    /// <summary>Tries the quantizers that may not work on W.</summary>
    private protected void TryWeight(int outputs, int inputs)
    {
        TryShape(GemmSlot.WForward, outputs, inputs);
        TryShape(GemmSlot.WForInput, inputs, outputs);
        Policy.ForwardTransforms.Require(GemmProduct.Forward, 0, inputs, outputs);
        Policy.InputGradientTransforms.Require(GemmProduct.InputGradient, 0, outputs, inputs);
        Policy.WeightGradientTransforms.Require(GemmProduct.WeightGradient, outputs, 0, inputs);
    }

    // Everything that backward could stumble over: it must not.
    void TryRows(int rows, int rowsPerSample, int outputs, int inputs)
    {
        if (_triedRows.Contains((rows, rowsPerSample)))
        {
            return;
        }
        bool isBySample = Policy.GradForInput.IsBySample;
        TryShape(GemmSlot.XForward, rows, inputs);
        TryShape(GemmSlot.GradForInput, isBySample ? rows / rowsPerSample : rows, isBySample ? outputs * rowsPerSample : outputs);
        TryShape(GemmSlot.GradForWeight, outputs, rows);
        TryShape(GemmSlot.XForWeight, inputs, rows);
        Policy.ForwardTransforms.Require(GemmProduct.Forward, rows, inputs, outputs);
        Policy.InputGradientTransforms.Require(GemmProduct.InputGradient, rows, outputs, inputs);
        Policy.WeightGradientTransforms.Require(GemmProduct.WeightGradient, outputs, rows, inputs);
        _triedRows.Add((rows, rowsPerSample));
    }

    void TryShape(GemmSlot slot, int rows, int columns)
    {
        if (Policy[slot].Quantizer is { Transform: not null })
        {
            Policy.Try(slot, rows, columns);
        }
    }
}
