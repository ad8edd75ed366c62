namespace LowBit.Bench;

/// <summary>Held-out loss of each engine for each objective on a set that fits it, relative to LightGBM's float gradients.</summary>
static class ObjectivesCommand
{
    /// <summary>Positive numbers for gamma and MAPE, a rate with many zeros for Tweedie; scales near those where Huber and fair turn.</summary>
    static readonly (string Objective, DataSet Set)[] Tasks =
    [
        ("huber", TaxiFare.Set), ("huber", Sgemm.Set), ("fair", Sgemm.Set), ("quantile", TaxiFare.Set),
        ("quantile", CaliforniaHouses.Set), ("regression_l1", CaliforniaHouses.Set), ("regression_l1", TaxiFare.Set),
        ("mape", TaxiFare.Set), ("mape", CaliforniaHouses.Set), ("gamma", TaxiFare.Set), ("tweedie", FrenchMotorClaims.Set),
        ("cross_entropy", Adult.Set), ("multiclassova", Connect4.Set), ("multiclassova", Letter.Set),
    ];

    public static void Run(Arguments arguments)
    {
        var folder = DataSetReader.Folder(arguments);
        var objectives = arguments.List("objectives", string.Join(',', Tasks.Select(task => task.Objective).Distinct()));
        var arms = arguments.List("arms", "lowbit-32,lowbit-4");
        var splits = SplitRange.Of(arguments, 3);
        var settings = AccuracyCommand.Settings(arguments);
        var path = arguments.Text("markdown", "");
        arguments.RejectOthers();

        var comparisons = Tasks.Where(task => objectives.Contains(task.Objective)).Select(task => Comparison.Run(
            task.Set with { Objective = task.Objective }, DataSetReader.Read(task.Set, folder), [PeerName.Reference, .. arms],
            splits, settings)).ToArray();
        var report = new Report();
        report.Line("# Objectives");
        report.Line();
        report.Line(AccuracyCommand.Describe(splits, settings));
        report.Line();
        report.Table(
            ["objective", "data set", "loss", "engine", "mean loss", "mean d", "σ of d", "σ/√n", ""],
            comparisons.SelectMany(comparison => AccuracyCommand.Rows(comparison, arms).Select(row => (string[])[comparison.Set.Objective, .. row])));
        report.Machine(arguments);
        if (path != "")
        {
            report.Save(path);
        }
    }
}
