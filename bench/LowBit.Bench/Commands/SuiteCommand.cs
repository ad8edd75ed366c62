namespace LowBit.Bench;

/// <summary>
/// Time, memory and accuracy of training, LowBit next to its peers with the same parameters, on many tables; a page each.
/// What was measured is kept, so that the same command goes on where one was stopped.
/// </summary>
static class SuiteCommand
{
    public static void Run(Arguments arguments)
    {
        var plan = SuitePlan.Of(arguments);
        arguments.RejectOthers();
        using var log = new SuiteLog(Path.Combine(plan.Output, "runs.jsonl"));
        if (plan.IsAgain)
        {
            var steps = plan.Cells.SelectMany(plan.StepsOf).ToHashSet();
            log.Remove(run => steps.Contains(run.Step));
        }
        var runner = new SuiteRunner(plan, log);
        runner.RejectOtherVersions();
        foreach (var cell in plan.Cells)
        {
            runner.Measure(cell);
            Show(plan.Output, cell, log);
        }
        if (runner.FailureCount > 0)
        {
            throw new BenchException($"{runner.FailureCount} engines failed and were left out; the same command tries them again.");
        }
    }

    /// <summary>The cell on the console; the page of its table and the summary anew.</summary>
    static void Show(string folder, Cell cell, SuiteLog log)
    {
        var runs = log.Runs.Where(run => run.Cell.Set == cell.Set).ToArray();
        if (!runs.Any(run => run.Cell == cell))
        {
            return;
        }
        var report = new Report();
        report.Line($"{cell}:");
        report.Line();
        SuitePage.Table(report, SuiteSet.Find(cell.Set), runs.Where(run => run.Cell == cell));
        SuitePage.Write(cell.Set, runs).Save(Path.Combine(folder, $"{cell.Set}.md"));
        SuiteSummary.Write(log.Runs).Save(Path.Combine(folder, "README.md"));
    }
}
