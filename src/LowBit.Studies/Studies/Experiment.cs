namespace LowBit.Studies;

/// <summary>A task, arms that learn it on the same seeds, and what is claimed of them.</summary>
/// <param name="Task">What is learned.</param>
/// <param name="Arms">How; their names differ.</param>
/// <param name="Claims">What should come out.</param>
sealed record Experiment(LearningTask Task, IReadOnlyList<Arm> Arms, IReadOnlyList<Claim> Claims)
{
    /// <summary>Seeds of a full run, at least two.</summary>
    public required int SeedCount { get; init; }

    /// <summary>The optimizers of the arms, in the order of the arms.</summary>
    public string Optimizers => string.Join("; ", Arms.Select(arm => $"{arm.Optimizer}").Distinct());

    /// <summary>Trainings of a run.</summary>
    public int TrainingCount(StudySettings settings) => Arms.Count * settings.SeedsOf(this);
}
