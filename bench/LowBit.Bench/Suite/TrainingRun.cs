using System.Globalization;
using System.Text.Json.Serialization;

namespace LowBit.Bench;

/// <summary>What one process measured.</summary>
/// <param name="Rows">Rows trained on.</param>
/// <param name="Features">Columns.</param>
/// <param name="Outputs">Trees an iteration.</param>
/// <param name="BinSeconds">From rows in memory to binned data.</param>
/// <param name="Seconds">From the first to the end of the last iteration, binned data ready.</param>
/// <param name="WarmSeconds">The same once more in the same process; null where the first was not short.</param>
/// <param name="PeakBytes">Largest resident set from the binned data on to the end of the first training.</param>
/// <param name="OtherCores">Cores that other processes kept busy meanwhile: the more of the two trainings.</param>
/// <param name="Score">AUC or loss on held-out rows.</param>
/// <param name="Phases">Where the time of the last training went; null: it was not asked for, or the engine does not tell.</param>
sealed record TrainingRun(
    int Rows, int Features, int Outputs, double BinSeconds, double Seconds = 0, double? WarmSeconds = null, long PeakBytes = 0,
    double OtherCores = 0, double Score = 0, PhaseRuns? Phases = null)
{
    /// <summary>A first training this long is not repeated.</summary>
    public const double ShortSeconds = 2;

    /// <summary>Part of a core that others may take, and time of theirs that is below the resolution of the kernel's books.</summary>
    const double QuietCores = 0.1, Unresolved = 0.02;

    /// <summary>Whether others left the machine alone.</summary>
    [JsonIgnore]
    public bool IsQuiet => OtherCores <= QuietCores || OtherCores * (WarmSeconds ?? Seconds) <= Unresolved;

    /// <summary>The first run that others left alone, or the least disturbed; with one attempt nothing is waited for.</summary>
    public static TrainingRun Quietly(int attempts, Func<TrainingRun> measure)
    {
        const int patienceSeconds = 60;
        TrainingRun? best = null;
        for (var attempt = 0; attempt < attempts && best?.IsQuiet != true; attempt++)
        {
            OthersCpu.AwaitQuiet(QuietCores, attempts > 1 ? patienceSeconds : 0);
            var run = measure();
            best = best is null || run.IsQuiet || run.OtherCores < best.OtherCores ? run : best;
        }
        return best!;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Seconds:F3} s{(WarmSeconds is { } warm ? $", warm {warm:F3} s" : "")}, {Score:G5}, {PeakBytes / 1048576} MiB, others {OtherCores:F2} cores");
}
