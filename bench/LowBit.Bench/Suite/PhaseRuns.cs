using System.Globalization;
using LowBit.Boosting;

namespace LowBit.Bench;

/// <summary>Where the time of one training went.</summary>
sealed class PhaseRuns : List<PhaseRun>
{
    public static readonly string[] Header = ["leaves", "threads", "engine", "phase", "median s", "share %", "waiting s", "items", "ns an item"];

    public static PhaseRuns Of(TrainingProfile profile) =>
        [.. Enum.GetValues<TrainingPhase>().Select(phase => new PhaseRun(
            phase.ToString().ToLowerInvariant(), profile.Time(phase).TotalSeconds, profile.Waited(phase).TotalSeconds,
            profile.Items(phase)))];

    /// <summary>A line a phase, the longest first.</summary>
    /// <param name="cell">What was trained.</param>
    /// <param name="peer">The engine.</param>
    /// <param name="runs">The same training several times: the same phases and items.</param>
    public static IEnumerable<string[]> Table(Cell cell, string peer, PhaseRuns[] runs)
    {
        var phases = runs[0].Select((phase, index) => phase with
        {
            Seconds = Statistics.Median([.. runs.Select(run => run[index].Seconds)]),
            WaitingSeconds = Statistics.Median([.. runs.Select(run => run[index].WaitingSeconds)]),
        }).OrderByDescending(phase => phase.Seconds).ToArray();
        var total = phases.Sum(phase => phase.Seconds);
        return phases.Select(phase => (string[])
        [
            $"{cell.Leaves}", $"{cell.Threads}", peer, phase.Phase, Report.Number(phase.Seconds, "F3"), Report.Number(100 * phase.Seconds / total, "F1"),
            Report.Number(phase.WaitingSeconds, "F3"), phase.Items > 0 ? $"{phase.Items}" : "",
            phase.Items > 0 ? Report.Number(1e9 * (phase.Seconds + phase.WaitingSeconds) / phase.Items, "F3") : "",
        ]);
    }

    public override string ToString() => string.Join(
        ", ", this.Select(phase => string.Create(CultureInfo.InvariantCulture, $"{phase.Phase} {phase.Seconds:F3} s")));
}

/// <summary>One phase.</summary>
/// <param name="Phase">Its name.</param>
/// <param name="Seconds">Time in it.</param>
/// <param name="WaitingSeconds">Time that the calling thread waited for others meanwhile.</param>
/// <param name="Items">What it went through: rows, values or bins.</param>
sealed record PhaseRun(string Phase, double Seconds, double WaitingSeconds, long Items);
