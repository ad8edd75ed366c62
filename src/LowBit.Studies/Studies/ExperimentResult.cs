namespace LowBit.Studies;

/// <summary>An experiment that has ended.</summary>
/// <param name="Experiment">What was planned.</param>
/// <param name="Runs">All trainings.</param>
/// <param name="Claims">What became of its claims.</param>
sealed record ExperimentResult(Experiment Experiment, IReadOnlyList<ArmRun> Runs, IReadOnlyList<ClaimResult> Claims)
{
    /// <summary>Names of all measures, in the order in which they first come; of divergence only where there was one.</summary>
    public IReadOnlyList<string> MeasureNames => [.. Runs.SelectMany(run => run.Measures)
        .Where(measure => measure.Key != Measures.Diverged || measure.Value > 0).Select(measure => measure.Key).Distinct()];

    /// <summary>A measure of an arm over the seeds; null where the arm does not have it.</summary>
    public Spread? Of(string arm, string measure)
    {
        double[] values = [.. Runs.Where(run => run.Arm == arm && run.Measures.ContainsKey(measure)).Select(run => run.Measures[measure])];
        return values.Length == 0 ? null : Spread.Of(values);
    }
}
