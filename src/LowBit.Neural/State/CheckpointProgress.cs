using System.Collections.ObjectModel;

namespace LowBit.Neural;

/// <summary>Where a training stands.</summary>
/// <param name="Step">Updates that were done; the number for <see cref="LowPrecisionModules.SetStep"/> before the next one.</param>
/// <param name="Seed">Seed of the training.</param>
public sealed record CheckpointProgress(uint Step, ulong Seed)
{
    /// <summary>What the caller wants to keep besides, such as an epoch or a loss: texts by name.</summary>
    public IReadOnlyDictionary<string, string> Entries { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
