using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>What the optimizers of this library have in common. Immutable.</summary>
public abstract record OptimizerSettings
{
    private protected OptimizerSettings()
    {
    }

    /// <summary>Step size of groups that have none of their own; 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>What moving averages are kept in.</summary>
    public StateFormat State { get; init; }

    /// <summary>What numbers parameters are after a step.</summary>
    public ParameterRounding Rounding { get; init; }

    /// <summary>
    /// Seed of the random words: of stochastic rounding. It may be that of the layers, of which no word is shared.
    /// </summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; 0 for as many as libtorch has. No bit depends on it.</summary>
    public int ThreadCount { get; init; }

    /// <summary>How steps are computed. No bit depends on it.</summary>
    public KernelPath Path { get; init; } = Isa.Best;

    /// <summary>What names of <see cref="IStateSource.SaveState"/> begin with, before a point.</summary>
    public string StatePrefix { get; init; } = "optimizer";
}
