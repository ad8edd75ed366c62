using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// Stochastic gradient descent, its momentum in few bits. With float32 state it computes what <c>torch.optim.SGD</c> computes,
/// up to rounding. Without momentum there is no state.
/// </summary>
/// <inheritdoc/>
public sealed class LowPrecisionSgd : LowPrecisionOptimizer, optim.IMomentum
{
    readonly SgdSettings _settings;

    /// <summary>An optimizer of one group.</summary>
    /// <param name="parameters">Float32 on the CPU; their order gives their numbers.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <exception cref="OperandException">A parameter is not float32 on the CPU, contiguous and of at most 2²⁹ − 1 elements.</exception>
    public LowPrecisionSgd(IEnumerable<Parameter> parameters, SgdSettings? settings = null)
        : this([new SGD.ParamGroup { Parameters = [.. parameters], Options = new() }], settings)
    {
    }

    /// <summary>An optimizer of several groups.</summary>
    /// <param name="groups">
    /// Groups of TorchSharp's SGD; what their options leave null comes of the settings. Whether a group has a momentum at all
    /// is settled when it is added.
    /// </param>
    /// <param name="settings">Null for the defaults.</param>
    /// <exception cref="OperandException">A parameter is not float32 on the CPU, contiguous and of at most 2²⁹ − 1 elements.</exception>
    public LowPrecisionSgd(IEnumerable<SGD.ParamGroup> groups, SgdSettings? settings = null)
        : base(settings ??= new())
    {
        ArgumentNullException.ThrowIfNull(groups);
        _settings = settings;
        _defaults = new SGD.Options { LearningRate = settings.LearningRate, InitialLearningRate = settings.LearningRate };
        foreach (var group in groups)
        {
            Add(group);
        }
    }

    /// <summary>The momentum of the first group; to set it sets that of all groups.</summary>
    public double Momentum
    {
        get => ((optim.IMomentum)_parameter_groups[0]).Momentum;
        set
        {
            foreach (var group in _parameter_groups.Cast<optim.IMomentum>())
            {
                group.Momentum = value;
            }
        }
    }

    private protected override void FillIn(ParamGroup group)
    {
        if (group.Options is not SGD.Options options)
        {
            throw new ArgumentException($"The group's options are {group.Options?.GetType()}; they need to be SGD.Options.");
        }
        double rate = options.LearningRate ??= _settings.LearningRate;
        options.InitialLearningRate = options.InitialLearningRate == 0 ? rate : options.InitialLearningRate;
        options.momentum ??= _settings.Momentum;
        options.dampening ??= _settings.Dampening;
        options.weight_decay ??= _settings.WeightDecay;
        options.nesterov ??= _settings.Nesterov;
        if (options.nesterov == true && (options.momentum <= 0 || options.dampening != 0))
        {
            throw new ArgumentException("Nesterov's step needs a momentum above 0 and a dampening of 0.");
        }
    }

    private protected override ParameterState NewState(ParamGroup group, Parameter parameter, uint number) =>
        ((SGD.Options)group.Options).momentum == 0 ? new(parameter, number) : new(
            parameter, number,
            ("momentum_buffer", MomentStore.Of(_settings.State, MomentSign.Any, (int)parameter.NumberOfElements)));

    private protected override UpdateRule RuleOf(ParamGroup group, long step) => new SgdRule((SGD.Options)group.Options, step);
}
