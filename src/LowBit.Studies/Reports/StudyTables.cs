namespace LowBit.Studies;

/// <summary>The tables of an outcome, as text fields.</summary>
static class StudyTables
{
    const int Digits = 5;
    const string Seconds = "processor s";

    public static IReadOnlyList<string> ClaimHead => ["claim", "wanted", "mean", "± SE", "95 % from", "to", "verdict"];

    /// <summary>Mean ± standard error of each measure: an arm a row, or a measure a row where there are more of them.</summary>
    public static IReadOnlyList<string> ArmHead(ExperimentResult result) => IsTurned(result)
        ? ["measure", .. result.Experiment.Arms.Select(arm => arm.Name)] : ["arm", .. Names(result)];

    public static IEnumerable<IReadOnlyList<string>> ArmRows(ExperimentResult result) => IsTurned(result)
        ? Names(result).Select(measure => (string[])[measure, .. result.Experiment.Arms.Select(arm => Cell(result, arm.Name, measure))])
        : result.Experiment.Arms.Select(arm => (string[])[arm.Name, .. Names(result).Select(measure => Cell(result, arm.Name, measure))]);

    public static IEnumerable<IReadOnlyList<string>> ClaimRows(ExperimentResult result, StudyOutcome outcome) => result.Claims.Select(claim => (string[])
    [
        claim.Claim.Statement, $"{claim.Claim.Bounds}", Number(claim.Interval.Mean), Number(Spread.Of(claim.Values).StandardError),
        Number(claim.Interval.Low), Number(claim.Interval.High), outcome.Verdict is null ? "" : claim.Verdict.Text(),
    ]);

    static bool IsTurned(ExperimentResult result) => result.MeasureNames.Count > result.Experiment.Arms.Count;

    static IEnumerable<string> Names(ExperimentResult result) => result.MeasureNames.Append(Seconds);

    static string Cell(ExperimentResult result, string arm, string measure) => measure == Seconds
        ? Columns.Rounded(result.Runs.Where(run => run.Arm == arm).Average(run => run.Seconds), 1)
        : result.Of(arm, measure) is { } spread ? $"{Number(spread.Mean)} ± {Number(spread.StandardError)}" : "";

    /// <summary>Four significant digits.</summary>
    public static string Number(double value) =>
        value == 0 || !double.IsFinite(value) ? Columns.Exact(value)
        : Math.Abs(value) is >= 1e6 or < 1e-4 ? value.ToString("0.###e+0", System.Globalization.CultureInfo.InvariantCulture)
        : Columns.Rounded(value, Math.Clamp(Digits - 2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6));
}
