namespace LowBit.Bench;

/// <summary>
/// Measures the cells of a plan: engines by turns (A B A B …), each in a process of its own; what is in the log is not
/// measured again.
/// </summary>
sealed class SuiteRunner(SuitePlan plan, SuiteLog log)
{
    /// <summary>A layout of LightGBM's this much slower than the other in the first round, both undisturbed, is not measured again.</summary>
    const double MuchSlower = 1.1;

    readonly SuiteProgress _progress = new(plan.Cells.Sum(cell => plan.StepsOf(cell).Count()));
    readonly HashSet<(Cell Cell, string Arm)> _failed = [];

    /// <summary>Engines that ended with an error.</summary>
    public int FailureCount => _failed.Count;

    /// <summary>Times of two builds or machines do not belong into one comparison.</summary>
    public void RejectOtherVersions()
    {
        foreach (var cell in plan.Cells.Where(cell => plan.StepsOf(cell).Any(IsNeeded)))
        {
            if (log.Runs.FirstOrDefault(run => run.Cell == cell && run.Versions != Report.Versions) is { } run)
            {
                throw new BenchException($"{cell} was begun with other versions ({run.Versions}); measure it --again, or name another --output.");
            }
        }
    }

    public void Measure(Cell cell)
    {
        foreach (var step in plan.StepsOf(cell))
        {
            if (IsNeeded(step))
            {
                Measure(step);
            }
            else
            {
                _progress.Skip();
            }
        }
    }

    void Measure(SuiteStep step)
    {
        _progress.Start(step);
        try
        {
            var result = TrainingRun.Quietly(
                plan.Attempts, () => TrainingChild.Measure(step.Cell, step.Arm, plan.Folder, plan.HasProfile));
            log.Add(new(step, Report.Versions, result));
            _progress.End($"{result}");
        }
        catch (BenchException e)
        {
            _failed.Add((step.Cell, step.Arm));
            _progress.End($"failed, and left out of this cell: {e.Message}");
        }
    }

    bool IsNeeded(SuiteStep step) => !_failed.Contains((step.Cell, step.Arm)) && Find(step) is null && !IsMuchSlower(step);

    bool IsMuchSlower(SuiteStep step)
    {
        TrainingRun[] firsts = [.. PeerName.Arms(step.Peer).Select(arm => Find(step with { Arm = arm, Round = 0 })?.Result).OfType<TrainingRun>()];
        return step.Round > 0 && firsts.All(run => run.IsQuiet)
            && Find(step with { Round = 0 })?.Result.Seconds > MuchSlower * firsts.Min(run => run.Seconds);
    }

    SuiteRun? Find(SuiteStep step) => log.Runs.FirstOrDefault(run => run.Step == step);
}
