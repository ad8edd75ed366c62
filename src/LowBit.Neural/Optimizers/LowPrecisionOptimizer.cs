using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// An optimizer of TorchSharp, with its parameter groups and learning-rate schedulers, whose state is kept in few bits.
/// </summary>
/// <remarks>
/// A step is one pass over parameter, gradient and state, and gives the same bytes on any number of threads and any
/// instruction set: elements are independent, operations are binary32 ones rounded once in a fixed order, and random words
/// depend on seed, number of the parameter, number of its step and position alone. Parameters are float32 on the CPU. Parameters
/// without a gradient are left as they are, and those that ask for none have no moving averages until one comes. Weights at
/// rest are rounded by their store, one at a time. Not for use from several threads at once.
/// </remarks>
public abstract class LowPrecisionOptimizer : OptimizerHelper, IStateSource, IHeldBytes
{
    readonly List<(ParamGroup Group, ParameterState[] States)> _groups = [];
    readonly OptimizerSettings _settings;

    private protected LowPrecisionOptimizer(OptimizerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.ThreadCount);
        ArgumentException.ThrowIfNullOrEmpty(settings.StatePrefix);
        _settings = settings;
        _parameter_groups = [];
    }

    /// <summary>Bytes of the moving averages that are held between steps.</summary>
    public long StateByteCount => States.Sum(static state => state.ByteCount);

    ByteKind IHeldBytes.Kind => ByteKind.OptimizerState;

    long IHeldBytes.HeldBytes => StateByteCount;

    long IHeldBytes.FloatBytes => States.Sum(static state => state.FloatByteCount);

    /// <summary>Parameters with moving averages in float32, as asked for or because they are small.</summary>
    public int FloatStateCount => States.Count(static state => state.IsFloat);

    IEnumerable<ParameterState> States => _groups.SelectMany(static group => group.States);

    List<StateSlot> Slots => [.. States.SelectMany(state => state.Slots(_settings.StatePrefix))];

    /// <inheritdoc/>
    /// <exception cref="OperandException">A parameter is not float32 on the CPU, contiguous and of at most 2²⁹ − 1 elements.</exception>
    /// <exception cref="ArgumentException">The group is of another optimizer, or holds a parameter that is there already.</exception>
    public sealed override void add_param_group(ParamGroup param_group) => Add(param_group);

    /// <summary>One step of all parameters that have a gradient.</summary>
    /// <param name="closure">Computes the loss anew, with gradients; null for none.</param>
    /// <returns>What the closure returned, or null.</returns>
    /// <exception cref="OperandException">A parameter was moved, or its gradient is not of its type and shape.</exception>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var on = enable_grad();
            loss = closure();
        }
        using var off = no_grad();
        foreach (var (group, states) in _groups)
        {
            for (int i = 0; i < states.Length; i++)
            {
                Step(group, ref states[i]);
            }
        }
        return loss!;
    }

    /// <inheritdoc/>
    public IEnumerable<StateTensor> SaveState() => Slots.Select(static slot => slot.Save());

    /// <inheritdoc/>
    public void LoadState(IReadOnlyDictionary<string, StateTensor> state) => StateSlot.Load(Slots, state);

    /// <summary>Not there: use <see cref="SaveState"/>, which gives the exact bytes.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public sealed override StateDictionary state_dict() => throw NoStateDictionary();

    /// <summary>Not there: use <see cref="LoadState"/>.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public sealed override void load_state_dict(StateDictionary state_dict) => throw NoStateDictionary();

    /// <summary>Adds a group; derived constructors call it for those they are given.</summary>
    private protected void Add(ParamGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        FillIn(group);
        var known = States.Select(static state => state.Parameter.Handle).ToHashSet();
        var states = new List<ParameterState>();
        foreach (var parameter in group.Parameters)
        {
            RequireFloats(parameter);
            if (!known.Add(parameter.Handle))
            {
                throw new ArgumentException("A parameter stands in the optimizer twice. Give each one once.", nameof(group));
            }
            uint number = (uint)known.Count - 1;
            states.Add(parameter.requires_grad ? NewState(group, parameter, number) : new(parameter, number) { IsPending = true });
        }
        _groups.Add((group, [.. states]));
        _parameter_groups.Add(group);
    }

    /// <summary>Fills in the settings that a group leaves open, or throws where it is of another optimizer.</summary>
    private protected abstract void FillIn(ParamGroup group);

    private protected abstract ParameterState NewState(ParamGroup group, Parameter parameter, uint number);

    private protected abstract UpdateRule RuleOf(ParamGroup group, long step);

    void Step(ParamGroup group, ref ParameterState state)
    {
        using var scope = NewDisposeScope();
        var parameter = state.Parameter;
        if (parameter.grad is not { } gradient)
        {
            return;
        }
        RequireFloats(parameter);
        if (gradient.dtype != ScalarType.Float32 || gradient.is_sparse || !gradient.shape.AsSpan().SequenceEqual(parameter.shape))
        {
            throw new OperandException(
                $"the gradient of parameter {state.Number} is {gradient.dtype} {Require.Shape(gradient)}; "
                + $"it needs to be dense Float32 {Require.Shape(parameter)}.");
        }
        state = state.IsPending ? NewState(group, parameter, state.Number) : state;
        state.Step++;
        var update = new ParameterUpdate(state, RuleOf(group, state.Step), _settings);
        if (WeightStore.Of(parameter) is { } store)
        {
            var values = store.Read();
            update.Run(values, gradient.contiguous());
            store.Update(values);
        }
        else
        {
            update.Run(parameter, gradient.contiguous());
        }
        // libtorch counts changes in place, so that a backward pass over old values is found; here it sees one of no elements.
        parameter.view(-1).narrow(0, 0, 0).zero_();
    }

    static void RequireFloats(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (parameter.dtype != ScalarType.Float32 || parameter.device_type != DeviceType.CPU
            || (!parameter.is_contiguous() && WeightStore.Of(parameter) is null) || parameter.NumberOfElements > TensorSpan.MaxCount)
        {
            throw new OperandException(
                $"a parameter is {parameter.dtype} {Require.Shape(parameter)} on {parameter.device_type}; optimizers of this "
                + $"library need contiguous Float32 on CPU of at most {TensorSpan.MaxCount} elements.");
        }
    }

    static NotSupportedException NoStateDictionary() =>
        new("State is not kept in tensors. Use SaveState and LoadState, which hold its exact bytes.");
}
