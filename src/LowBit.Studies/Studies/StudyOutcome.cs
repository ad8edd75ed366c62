namespace LowBit.Studies;

/// <summary>A study that has ended.</summary>
/// <param name="Study">Which.</param>
/// <param name="Settings">How it was run.</param>
/// <param name="Experiments">What came out.</param>
/// <param name="ProcessorTime">Of everything.</param>
sealed record StudyOutcome(Study Study, StudySettings Settings, IReadOnlyList<ExperimentResult> Experiments, TimeSpan ProcessorTime)
{
    /// <summary>Null for a smoke run.</summary>
    public Verdict? Verdict => Settings.Scale == StudyScale.Quick ? null
        : Verdicts.Of([.. Experiments.SelectMany(experiment => experiment.Claims).Select(claim => claim.Verdict)]);

    public string VerdictText => Verdict?.Text() ?? "smoke run, no verdict";

    /// <summary>The command that does it again.</summary>
    public string Command => $"lowbit-study {Study.Name}"
        + (Settings.Scale == StudyScale.Quick ? " --quick" : " --data DIR")
        + (Settings.SeedCount is { } seeds ? $" --seeds {seeds}" : "") + $" --threads {Settings.ThreadCount}";
}
