namespace LowBit.Studies;

/// <summary>One paper's question as an experiment.</summary>
abstract class Study
{
    /// <summary>What the command line calls it.</summary>
    public abstract string Name { get; }

    /// <summary>One line.</summary>
    public abstract string Question { get; }

    /// <summary>Key of the paper in docs/papers.md; null where no paper is followed.</summary>
    public abstract string? Paper { get; }

    /// <summary>The day on which arms, claims and bounds were written down: before the first full run.</summary>
    public abstract DateOnly WrittenDown { get; }

    /// <summary>What is done otherwise than in the paper, and what that leaves open; a sentence each.</summary>
    public abstract IReadOnlyList<string> Deviations { get; }

    /// <summary>What is trained. Reads the data.</summary>
    public abstract IReadOnlyList<Experiment> Plan(StudySettings settings);
}
