using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// AdamW, or Adam, with its two moving averages in few bits [Loshchilov19, Kingma15, Dettmers22, Li23]. With float32 state it
/// computes what <c>torch.optim.AdamW</c> and <c>Adam</c> compute, up to rounding. AMSGrad is not there.
/// </summary>
/// <inheritdoc/>
public sealed class LowPrecisionAdamW : LowPrecisionOptimizer, optim.IBetas
{
    readonly AdamWSettings _settings;

    /// <summary>An optimizer of one group.</summary>
    /// <param name="parameters">Float32 on the CPU; their order gives their numbers.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <exception cref="OperandException">A parameter is not float32 on the CPU, contiguous and of at most 2²⁹ − 1 elements.</exception>
    public LowPrecisionAdamW(IEnumerable<Parameter> parameters, AdamWSettings? settings = null)
        : this([new AdamW.ParamGroup { Parameters = [.. parameters], Options = new() }], settings)
    {
    }

    /// <summary>An optimizer of several groups.</summary>
    /// <param name="groups">Groups of TorchSharp's AdamW; what their options leave null comes of the settings.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <exception cref="OperandException">A parameter is not float32 on the CPU, contiguous and of at most 2²⁹ − 1 elements.</exception>
    public LowPrecisionAdamW(IEnumerable<AdamW.ParamGroup> groups, AdamWSettings? settings = null)
        : base(settings ??= new())
    {
        ArgumentNullException.ThrowIfNull(groups);
        _settings = settings;
        _defaults = new AdamW.Options { LearningRate = settings.LearningRate, InitialLearningRate = settings.LearningRate };
        foreach (var group in groups)
        {
            Add(group);
        }
    }

    /// <summary>β₁ and β₂ of the first group; to set them sets those of all groups.</summary>
    public (double, double) Betas
    {
        get => ((optim.IBetas)_parameter_groups[0]).Betas;
        set
        {
            foreach (var group in _parameter_groups.Cast<optim.IBetas>())
            {
                group.Betas = value;
            }
        }
    }

    private protected override void FillIn(ParamGroup group)
    {
        if (group.Options is not AdamW.Options options)
        {
            throw new ArgumentException($"The group's options are {group.Options?.GetType()}; they need to be AdamW.Options.");
        }
        if (options.amsgrad == true)
        {
            throw new ArgumentException("AMSGrad is not there. Leave amsgrad out.");
        }
        double rate = options.LearningRate ??= _settings.LearningRate;
        options.InitialLearningRate = options.InitialLearningRate == 0 ? rate : options.InitialLearningRate;
        options.beta1 ??= _settings.Beta1;
        options.beta2 ??= _settings.Beta2;
        options.eps ??= _settings.Epsilon;
        options.weight_decay ??= _settings.WeightDecay;
        RequireShare(options.beta1.Value, "β₁");
        RequireShare(options.beta2.Value, "β₂");
    }

    private protected override ParameterState NewState(ParamGroup group, Parameter parameter, uint number)
    {
        int count = (int)parameter.NumberOfElements;
        return new(
            parameter, number, ("exp_avg", MomentStore.Of(_settings.State, MomentSign.Any, count)),
            ("exp_avg_sq", MomentStore.Of(_settings.State, MomentSign.NotNegative, count)));
    }

    private protected override UpdateRule RuleOf(ParamGroup group, long step) =>
        new AdamRule((AdamW.Options)group.Options, _settings.DecayKind, step);

    static void RequireShare(double beta, string name)
    {
        if (beta is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, beta, $"{name} is {beta}; it needs to be at least 0 and below 1.");
        }
    }
}
