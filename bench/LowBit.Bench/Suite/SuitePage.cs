namespace LowBit.Bench;

/// <summary>The page of one table: every engine by leaves and threads.</summary>
static class SuitePage
{
    public static Report Write(string name, SuiteRun[] runs)
    {
        var (set, first, report) = (SuiteSet.Find(name), runs[0], new Report(isShown: false));
        report.Line($"# {name}");
        report.Line();
        report.Line($"{first.Result.Rows:N0} rows × {first.Result.Features:N0} features, objective {set.Objective}, learning rate {new PeerSettings().LearningRate}. "
            + "Medians of processes in turn. Ratio: time by that of the first engine with the same leaves and threads. Warm: a second "
            + $"training in the same process, where the first took less than {TrainingRun.ShortSeconds} s. {Metric.NameOf(set.Objective)}: on held-out rows. "
            + "Where both layouts of LightGBM were measured the faster is shown. [How it is measured](../README.md).");
        report.Line();
        Table(report, set, runs);
        WritePhases(report, runs);
        foreach (var versions in runs.Select(run => run.Versions).Distinct())
        {
            report.Line(versions);
        }
        report.Repeat(Command(name, runs));
        return report;
    }

    /// <summary>A line an engine; cells follow each other.</summary>
    public static void Table(Report report, SuiteSet set, IEnumerable<SuiteRun> runs) => report.Table(
        ["leaves", "threads", "trees", "engine", "median s", "least s", "ms a tree", "ratio", "warm s", "warm ratio", Metric.NameOf(set.Objective),
            "bin s", "peak MiB", "others' cores", "runs"],
        runs.GroupBy(run => run.Cell).OrderBy(cell => (cell.Key.Leaves, cell.Key.Threads))
            .SelectMany(cell => Lines(cell.Key, EngineRuns.Of(cell))));

    static IEnumerable<string[]> Lines(Cell cell, EngineRuns[] engines)
    {
        var (first, hasWarm) = (engines[0], engines.Any(engine => engine.HasWarm));
        foreach (var engine in engines)
        {
            var trees = cell.Iterations * engine.Runs[0].Outputs;
            yield return
            [
                $"{cell.Leaves}", $"{cell.Threads}", $"{trees}", engine.Arm, Seconds(engine.Seconds), Seconds(engine.Runs.Min(run => run.Seconds)),
                Report.Number(1000 * engine.Seconds / trees, "F2"), Report.Number(engine.Seconds / first.Seconds, "F2"),
                engine.HasWarm ? Seconds(engine.WarmSeconds) : "", hasWarm ? Report.Number(engine.WarmSeconds / first.WarmSeconds, "F2") : "",
                Report.Number(engine.Median(run => run.Score), "G5"), Seconds(engine.Median(run => run.BinSeconds)),
                Report.Number(engine.Median(run => run.PeakBytes / 1048576.0), "F0"), Report.Number(engine.Runs.Max(run => run.OtherCores), "F2"),
                $"{engine.Runs.Length}",
            ];
        }
    }

    static void WritePhases(Report report, SuiteRun[] runs)
    {
        var profiled = runs.Where(run => run.Result.Phases is not null).ToArray();
        if (profiled.Length > 0)
        {
            report.Line("Phases of training as its calling thread sees them, in the same runs, medians. waiting s: what it waited within a phase for other "
                + "threads; ns an item includes that.");
            report.Line();
            report.Table(PhaseRuns.Header, profiled.GroupBy(run => (run.Cell, run.Step.Arm)).SelectMany(engine =>
                PhaseRuns.Table(engine.Key.Cell, engine.Key.Arm, [.. engine.Select(run => run.Result.Phases!)])));
        }
    }

    static string Seconds(double seconds) => Report.Number(seconds, "F3");

    /// <summary>The command that measures what the page holds.</summary>
    static string Command(string name, SuiteRun[] runs)
    {
        return $"suite{(SuiteSet.Find(name).HasFiles ? " --data DIR" : "")} --sets {name} --peers {All(step => step.Peer)} "
            + $"--leaves {All(step => $"{step.Cell.Leaves}")} --threads {All(step => $"{step.Cell.Threads}")} "
            + $"--iterations {All(step => $"{step.Cell.Iterations}")} --rounds {runs.Max(run => run.Step.Round) + 1}"
            + (runs.Any(run => run.Result.Phases is not null) ? " --profile" : "");

        string All(Func<SuiteStep, string> part) => string.Join(',', runs
            .OrderBy(run => (run.Cell.Leaves, run.Cell.Threads, PeerName.Rank(run.Step.Peer))).Select(run => part(run.Step)).Distinct());
    }
}
