namespace LowBit.Bench;

/// <summary>Held-out loss of each engine on real data sets, relative to LightGBM's float gradients.</summary>
static class AccuracyCommand
{
    /// <summary>A mean difference is not told from chance where its standard error is above this.</summary>
    const double Resolution = 0.005;

    public static void Run(Arguments arguments)
    {
        var folder = DataSetReader.Folder(arguments);
        var sets = arguments.List("sets", string.Join(',', DataSet.All.Select(set => set.Name))).Select(DataSet.Find).ToArray();
        var arms = arguments.List("arms", "lowbit-32,lowbit-4");
        var splits = SplitRange.Of(arguments, 5);
        var settings = Settings(arguments);
        var path = arguments.Text("markdown", "");
        arguments.RejectOthers();

        var comparisons = sets.Select(set =>
            Comparison.Run(set, DataSetReader.Read(set, folder), [PeerName.Reference, .. arms], splits, settings)).ToArray();
        var report = Write(comparisons, arms, splits, settings, arguments);
        if (path != "")
        {
            report.Save(path);
        }
    }

    /// <summary>What <c>accuracy</c> and <c>ablation</c> have in common.</summary>
    public static PeerSettings Settings(Arguments arguments) => new()
    {
        Iterations = arguments.Number("iterations", 200),
        Leaves = arguments.Number("leaves", 31),
        Threads = arguments.Number("threads", Environment.ProcessorCount),
    };

    public static string Describe(SplitRange splits, PeerSettings settings) =>
        $"{splits}, 80 % of the rows to train and 20 % held out, the same for every engine. {settings.Iterations} iterations, "
        + $"{settings.Leaves} leaves, learning rate {settings.LearningRate}, at least {settings.MinDataInLeaf} rows a leaf, at most "
        + $"{settings.MaxBin} bins; everything else is the engine's default. The loss is computed from raw scores by one code. "
        + "d = (loss − LightGBM's loss with float gradients) / that loss, split by split: below zero is better than LightGBM.";

    static Report Write(Comparison[] comparisons, string[] arms, SplitRange splits, PeerSettings settings, Arguments arguments)
    {
        var report = new Report();
        report.Line("# Accuracy");
        report.Line();
        report.Line(Describe(splits, settings));
        report.Line();
        report.Table(
            ["data set", "loss", "engine", "mean loss", "mean d", "σ of d", "σ/√n", ""],
            comparisons.SelectMany(comparison => Rows(comparison, arms)));
        report.Table(
            ["over all sets", "mean d", "median d", "worst d"],
            arms.Select(arm => Summary(arm, [.. comparisons.Select(c => c.Differences(arm, PeerName.Reference).Average())])));
        report.Machine(arguments);
        return report;
    }

    public static IEnumerable<string[]> Rows(Comparison comparison, string[] arms)
    {
        var (name, loss) = (comparison.Set.Name, Loss.NameOf(comparison.Set.Objective));
        yield return [name, loss, PeerName.Reference, Mean(PeerName.Reference), "", "", "", ""];
        foreach (var arm in arms)
        {
            var d = comparison.Differences(arm, PeerName.Reference);
            var deviation = Statistics.Deviation(d);
            var error = deviation / Math.Sqrt(d.Length);
            yield return
            [
                name, loss, arm, Mean(arm), Percent(d.Average()), Percent(deviation), Percent(error),
                error > Resolution ? "inconclusive" : "",
            ];
        }

        string Mean(string arm) => Report.Number(comparison.Losses[arm].Average(), "G6");
    }

    static string[] Summary(string arm, double[] differences) =>
        [arm, Percent(differences.Average()), Percent(Statistics.Median(differences)), Percent(differences.Max())];

    public static string Percent(double part) => Report.Number(100 * part, "+0.00;-0.00;0.00") + " %";
}
