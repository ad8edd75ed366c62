namespace LowBit.Studies;

/// <summary>An outcome as text for a terminal.</summary>
static class StudyText
{
    public static void Write(TextWriter output, StudyOutcome outcome)
    {
        output.WriteLine(outcome.Study.Question);
        foreach (var result in outcome.Experiments)
        {
            output.WriteLine();
            output.WriteLine($"{result.Experiment.Task.Name}: {result.Experiment.Task.Description}");
            Columns.Write(output, StudyTables.ArmHead(result), StudyTables.ArmRows(result));
            output.WriteLine();
            Columns.Write(output, StudyTables.ClaimHead, StudyTables.ClaimRows(result, outcome));
        }
        output.WriteLine();
        output.WriteLine($"verdict: {outcome.VerdictText}");
    }
}
