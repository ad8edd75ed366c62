using System.Text.Json;

namespace LowBit.Studies;

/// <summary>An outcome as members of a JSON object: everything that the page says, and each training.</summary>
static class StudyJson
{
    public static void Write(Utf8JsonWriter json, StudyOutcome outcome)
    {
        json.WriteString("study", outcome.Study.Name);
        json.WriteString("question", outcome.Study.Question);
        json.WriteString("written_down", $"{outcome.Study.WrittenDown:yyyy-MM-dd}");
        json.WriteBoolean("quick", outcome.Settings.Scale == StudyScale.Quick);
        json.WriteNumber("threads", outcome.Settings.ThreadCount);
        json.WriteNumber("confidence", ClaimResult.Confidence);
        json.WriteString("machine", Machine.Text);
        json.WriteNumber("processor_seconds", outcome.ProcessorTime.TotalSeconds);
        json.WriteStartArray("experiments");
        foreach (var result in outcome.Experiments)
        {
            WriteExperiment(json, result, outcome);
        }
        json.WriteEndArray();
        json.WriteString("verdict", outcome.VerdictText);
    }

    static void WriteExperiment(Utf8JsonWriter json, ExperimentResult result, StudyOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("task", result.Experiment.Task.Name);
        json.WriteString("description", result.Experiment.Task.Description);
        json.WriteString("optimizer", result.Experiment.Optimizers);
        json.WriteNumber("updates", result.Experiment.Task.StepCount);
        json.WriteNumber("seeds", outcome.Settings.SeedsOf(result.Experiment));
        json.WriteStartArray("runs");
        foreach (var run in result.Runs)
        {
            WriteRun(json, run);
        }
        json.WriteEndArray();
        json.WriteStartArray("claims");
        foreach (var claim in result.Claims)
        {
            WriteClaim(json, claim, outcome);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteRun(Utf8JsonWriter json, ArmRun run)
    {
        json.WriteStartObject();
        json.WriteString("arm", run.Arm);
        json.WriteNumber("seed", run.Seed);
        json.WriteStartObject("measures");
        foreach (var (name, value) in run.Measures)
        {
            json.Number(name, value);
        }
        json.WriteEndObject();
        json.WriteNumber("processor_seconds", run.Seconds);
        json.WriteString("weights_sha256", run.WeightHash);
        json.WriteEndObject();
    }

    static void WriteClaim(Utf8JsonWriter json, ClaimResult claim, StudyOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("statement", claim.Claim.Statement);
        json.WriteBoolean("control", claim.Claim.IsControl);
        json.Number("wanted_low", claim.Claim.Bounds.Low);
        json.Number("wanted_high", claim.Claim.Bounds.High);
        json.Number("mean", claim.Interval.Mean);
        json.Number("low", claim.Interval.Low);
        json.Number("high", claim.Interval.High);
        json.WriteStartArray("values");
        foreach (double value in claim.Values)
        {
            json.Value(value);
        }
        json.WriteEndArray();
        if (outcome.Verdict is not null)
        {
            json.WriteString("verdict", claim.Verdict.Text());
        }
        json.WriteEndObject();
    }
}
