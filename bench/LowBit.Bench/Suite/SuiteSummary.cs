namespace LowBit.Bench;

/// <summary>The page of all tables: how much longer each engine takes than the first.</summary>
static class SuiteSummary
{
    public static Report Write(IReadOnlyList<SuiteRun> runs)
    {
        var cells = runs.GroupBy(run => run.Cell).OrderBy(cell => (SuiteSet.Rank(cell.Key.Set), cell.Key.Leaves, cell.Key.Threads))
            .Select(cell => (Cell: cell.Key, Engines: EngineRuns.Of(cell))).ToArray();
        var first = cells[0].Engines[0].Peer;
        string[] others = [.. cells.SelectMany(cell => cell.Engines).Select(engine => engine.Peer).Distinct().Except([first]).OrderBy(PeerName.Rank)];
        cells = [.. cells.Where(cell => cell.Engines.Any(engine => engine.Peer == first))];
        var report = new Report(isShown: false);
        report.Line($"# {Report.Cpu}");
        report.Line();
        report.Line($"Time of each engine by that of {first}: above 1 it is slower. cold: the first training of a process. warm: the "
            + $"second, where the first took less than {TrainingRun.ShortSeconds} s. Each table's page has times, memory and accuracy. [How it is measured](../README.md).");
        report.Line();
        report.Table(
            ["table", "leaves", "threads", $"{first} ms a tree", .. others.SelectMany(peer => (string[])[$"{peer} cold", "warm"])],
            [.. cells.Select(cell => Line(cell.Cell, cell.Engines, first, others)), Means([.. cells.Select(cell => cell.Engines)], first, others)]);
        foreach (var versions in runs.Select(run => run.Versions).Distinct())
        {
            report.Line(versions);
        }
        return report;
    }

    static string[] Line(Cell cell, EngineRuns[] engines, string first, string[] others)
    {
        var reference = engines.First(engine => engine.Peer == first);
        var trees = cell.Iterations * reference.Runs[0].Outputs;
        return
        [
            $"[{cell.Set}]({cell.Set}.md)", $"{cell.Leaves}", $"{cell.Threads}", Report.Number(1000 * reference.Seconds / trees, "F2"),
            .. others.SelectMany(peer => (string[])[Number(Cold(engines, first, peer)), Number(Warm(engines, first, peer))]),
        ];
    }

    static string[] Means(EngineRuns[][] cells, string first, string[] others) =>
    [
        "geometric mean", "", "", "",
        .. others.SelectMany(peer => (string[])
        [
            Number(Statistics.GeometricMean([.. cells.Select(engines => Cold(engines, first, peer)).OfType<double>()])),
            Number(Statistics.GeometricMean([.. cells.Select(engines => Warm(engines, first, peer)).OfType<double>()])),
        ]),
    ];

    static double? Cold(EngineRuns[] engines, string first, string peer) => Ratio(engines, first, peer, engine => engine.Seconds);

    static double? Warm(EngineRuns[] engines, string first, string peer) =>
        engines.Any(engine => engine.HasWarm) ? Ratio(engines, first, peer, engine => engine.WarmSeconds) : null;

    static double? Ratio(EngineRuns[] engines, string first, string peer, Func<EngineRuns, double> seconds) =>
        engines.FirstOrDefault(engine => engine.Peer == peer) is { } other
            ? seconds(other) / seconds(engines.First(engine => engine.Peer == first))
            : null;

    static string Number(double? ratio) => ratio is { } value ? Report.Number(value, "F2") : "";
}
