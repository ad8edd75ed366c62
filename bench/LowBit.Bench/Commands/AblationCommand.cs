namespace LowBit.Bench;

/// <summary>
/// The ablation of Shi et al. 2022: stochastic or nearest rounding, leaves refitted or not, by bits; how much worse than
/// LightGBM's float gradients.
/// </summary>
static class AblationCommand
{
    static readonly (string Title, string Suffix)[] Variants =
        [("stochastic, refit", ""), ("stochastic", "-norefit"), ("nearest, refit", "-nearest"), ("nearest", "-nearest-norefit")];

    public static void Run(Arguments arguments)
    {
        var folder = DataSetReader.Folder(arguments);
        var sets = arguments.List("sets", "adult,california_houses,covtype20k").Select(DataSet.Find).ToArray();
        var bits = arguments.List("bits", "2,3,4,5");
        var splits = SplitRange.Of(arguments, 3);
        var settings = AccuracyCommand.Settings(arguments);
        var path = arguments.Text("markdown", "");
        arguments.RejectOthers();

        string[] arms = [.. bits.SelectMany(width => Variants.Select(variant => $"lowbit-{width}{variant.Suffix}"))];
        var comparisons = sets.Select(set =>
            Comparison.Run(set, DataSetReader.Read(set, folder), [PeerName.Reference, .. arms], splits, settings)).ToArray();
        var report = new Report();
        report.Line("# Rounding, refit, bits");
        report.Line();
        report.Line(AccuracyCommand.Describe(splits, settings));
        report.Line();
        report.Table(
            ["mean d", "bits", .. Variants.Select(variant => variant.Title)],
            comparisons.SelectMany(comparison => bits.Select(width => Row(comparison, width))));
        report.Machine(arguments);
        if (path != "")
        {
            report.Save(path);
        }
    }

    static string[] Row(Comparison comparison, string bits) =>
    [
        comparison.Set.Name, bits,
        .. Variants.Select(variant => comparison.Differences($"lowbit-{bits}{variant.Suffix}", PeerName.Reference).Average())
            .Select(AccuracyCommand.Percent),
    ];
}
