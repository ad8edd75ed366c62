namespace LowBit.Studies;

/// <summary>The tables of an outcome, as text fields.</summary>
static class StudyTables
{
    const int Digits = 5;

    public static IReadOnlyList<string> ClaimHead => ["claim", "wanted", "mean", "± SE", "95 % from", "to", "verdict"];

    /// <summary>Mean ± standard error of each measure.</summary>
    public static IReadOnlyList<string> ArmHead(ExperimentResult result) => ["arm", .. result.MeasureNames, "seconds"];

    public static IEnumerable<IReadOnlyList<string>> ArmRows(ExperimentResult result) => result.Experiment.Arms.Select(arm => (string[])
    [
        arm.Name,
        .. result.MeasureNames.Select(measure => result.Of(arm.Name, measure) is { } spread ? $"{Number(spread.Mean)} ± {Number(spread.StandardError)}" : ""),
        Columns.Rounded(result.Runs.Where(run => run.Arm == arm.Name).Average(run => run.Seconds), 1),
    ]);

    public static IEnumerable<IReadOnlyList<string>> ClaimRows(ExperimentResult result, StudyOutcome outcome) => result.Claims.Select(claim => (string[])
    [
        claim.Claim.Statement, $"{claim.Claim.Bounds}", Number(claim.Interval.Mean), Number(Spread.Of(claim.Values).StandardError),
        Number(claim.Interval.Low), Number(claim.Interval.High), outcome.Verdict is null ? "" : claim.Verdict.Text(),
    ]);

    /// <summary>Four significant digits.</summary>
    public static string Number(double value) =>
        value == 0 || !double.IsFinite(value) ? Columns.Exact(value)
        : Math.Abs(value) is >= 1e6 or < 1e-4 ? value.ToString("0.###e+0", System.Globalization.CultureInfo.InvariantCulture)
        : Columns.Rounded(value, Math.Clamp(Digits - 2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6));
}
