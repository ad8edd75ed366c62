namespace LowBit.Boosting;

/// <summary>How a run is saved as it goes, and taken up again (docs/checkpoints.md).</summary>
public sealed record CheckpointOptions
{
    /// <summary>
    /// File to write: every <see cref="Every"/> rounds, after the last round, and before a cancelled run ends. It is
    /// replaced whole or not at all. Default: none.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>Rounds from one checkpoint to the next, ≥ 1. Default 10.</summary>
    public int Every { get; init; } = 10;

    /// <summary>
    /// Checkpoint to go on from. Data and options must be those of the run that wrote it, threads and the number of rounds
    /// aside; then the model has the bytes, and the metrics the values, of a run that was never interrupted. Default: none.
    /// </summary>
    public string? Resume { get; init; }
}
