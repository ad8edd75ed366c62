using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>State of a training besides its model.</summary>
public sealed record NamedState
{
    /// <summary>With its name.</summary>
    /// <param name="name">What its tensors' names begin with, before a dot; not "model", without dots.</param>
    /// <param name="source">An optimizer, a store of weights, ….</param>
    /// <exception cref="ArgumentException">The name is empty, "model", or has a dot.</exception>
    public NamedState(string name, IStateSource source)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(source);
        if (name == CheckpointContent.ModelName || name.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"{name} cannot be the name of state: it is not {CheckpointContent.ModelName} and has no dot.", nameof(name));
        }
        (Name, Source) = (name, source);
    }

    /// <summary>
    /// The sources, and the weights of the model that rest as codes as one more, "weights", unless they are among them.
    /// </summary>
    internal static NamedState[] AllOf(nn.Module model, NamedState[] sources)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sources);
        var weights = new RestingWeights(model);
        return weights.Stores.Count == 0 || Array.Exists(sources, source => source.Source is RestingWeights) ? sources
            : [.. sources, new("weights", weights)];
    }

    /// <summary>What its tensors' names begin with.</summary>
    public string Name { get; }

    /// <summary>What gives and takes them.</summary>
    public IStateSource Source { get; }
}
