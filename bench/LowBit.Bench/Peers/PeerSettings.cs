namespace LowBit.Bench;

/// <summary>What both engines are told alike; all else is their default. The defaults are LightGBM's.</summary>
sealed record PeerSettings
{
    public string Objective { get; init; } = "binary";

    public int ClassCount { get; init; }

    /// <summary>Whether the engine is told the number of classes.</summary>
    public bool IsMulticlass => Objective is "multiclass" or "multiclassova";

    public int Iterations { get; init; } = 100;

    public int Leaves { get; init; } = 31;

    public double LearningRate { get; init; } = 0.1;

    public int MinDataInLeaf { get; init; } = 20;

    public int MaxBin { get; init; } = 255;

    public int Threads { get; init; } = 2;

    /// <summary>Of what is random in the engine, not of the split.</summary>
    public int Seed { get; init; }
}
