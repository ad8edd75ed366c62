using System.Text;

namespace LowBit.Studies;

/// <summary>An outcome as a Markdown page.</summary>
static class StudyPage
{
    public static string Of(StudyOutcome outcome)
    {
        var page = new StringBuilder();
        var study = outcome.Study;
        Line($"# Study: {study.Name}\n");
        Line($"{study.Question}{(study.Paper is { } paper ? $" [{paper}]" : "")}\n");
        Line($"**Verdict: {outcome.VerdictText}.**\n");
        Line($"Arms, claims and bounds were written down on {study.WrittenDown:yyyy-MM-dd}, before the first full run. All arms see the same initial weights and batches for the same seed; "
            + $"numbers are means over seeds ± standard error, differences are of the arm named first less the other. A claim is verified if the whole 95 % interval of its number (Student's t over seeds, differences paired) is where it is wanted, "
            + "not verified if the whole of it is elsewhere, else inconclusive; the study is verified if all claims are. A training in which a number was not finite counts as chance.\n");
        foreach (var result in outcome.Experiments)
        {
            Line($"## {result.Experiment.Task.Name}\n");
            Line($"{result.Experiment.Task.Description} {outcome.Settings.SeedsOf(result.Experiment)} seeds. {result.Experiment.Optimizers}.\n");
            Table(StudyTables.ClaimHead, StudyTables.ClaimRows(result, outcome));
            Table(StudyTables.ArmHead(result), StudyTables.ArmRows(result));
        }
        Line("## Deviations and limits\n");
        foreach (string deviation in study.Deviations)
        {
            Line($"* {deviation}");
        }
        Line($"\n## Repeat\n\n`{outcome.Command}`, {outcome.ProcessorTime.TotalMinutes:F1} processor minutes. {Machine.Text}.");
        Line("The same seeds and threads give the same weights; [docs/data.md](../data.md) describes the data.");
        return page.ToString();

        void Line(string text) => page.Append(text).Append('\n');

        void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
        {
            Line($"| {string.Join(" | ", head)} |");
            Line($"|{string.Concat(head.Select((_, column) => column == 0 ? "---|" : "---:|"))}");
            foreach (var row in rows)
            {
                Line($"| {string.Join(" | ", row)} |");
            }
            Line("");
        }
    }
}
