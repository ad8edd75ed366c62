namespace LowBit.Studies;

/// <summary>How a study is run.</summary>
/// <param name="Scale">The whole of it, or a smoke run.</param>
/// <param name="Files">Where its data are.</param>
/// <param name="SeedCount">Repetitions, at least two; null for what each experiment takes.</param>
/// <param name="ThreadCount">Threads of libtorch.</param>
sealed record StudySettings(StudyScale Scale, DataFiles Files, int? SeedCount, int ThreadCount)
{
    const int QuickSeeds = 2;

    /// <summary>Seeds of an experiment: 1 and so on.</summary>
    public int SeedsOf(Experiment experiment) => SeedCount ?? (Scale == StudyScale.Quick ? QuickSeeds : experiment.SeedCount);
}
