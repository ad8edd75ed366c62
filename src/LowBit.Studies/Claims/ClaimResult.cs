using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>A claim and what the seeds say.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Values">Its number for each seed.</param>
/// <param name="Interval">Their mean and its two-sided interval.</param>
sealed record ClaimResult(Claim Claim, IReadOnlyList<double> Values, PairedInterval Interval)
{
    /// <summary>Confidence of all intervals of studies.</summary>
    public const double Confidence = 0.95;

    public Verdict Verdict => Verdicts.Of(Interval, Claim.Bounds);

    /// <param name="claim">The claim.</param>
    /// <param name="runs">All trainings of the experiment, the same seeds for each arm.</param>
    public static ClaimResult Of(Claim claim, IReadOnlyList<ArmRun> runs)
    {
        double[] values = [.. runs.Select(run => run.Seed).Distinct().Select(seed => claim.Terms.Sum(term => term.Factor * Value(term, seed)))];
        return new(claim, values, PairedInterval.Of(values, testShare: 0, Confidence));

        double Value(Term term, ulong seed) =>
            runs.Single(run => run.Seed == seed && run.Arm == term.Arm).Measures.GetValueOrDefault(term.Measure, double.NaN);
    }
}
