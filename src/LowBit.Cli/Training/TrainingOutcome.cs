using System.Diagnostics;
using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>A run that has ended, and what is told about it.</summary>
sealed record TrainingOutcome(BoostedTrees Trees, TrainingLog Log, double LoadSeconds, TrainingJob Job)
{
    int Rounds => Trees.IterationCount;

    ProfileReport? Profile => Log.Profile is { } profile ? new(profile, Job.Options.NumThreads, Log.HistogramBytes) : null;

    // A round that finds nothing to split ends training without a report; the first one is kept all the same.
    int RoundsRun => Math.Max(Log.RoundsRun, Rounds);

    /// <summary>Loads the data, trains, and writes the model.</summary>
    public static TrainingOutcome Of(TrainingJob job, Session session)
    {
        var clock = Stopwatch.StartNew();
        var train = Dataset.FromFile(job.Data, job.Columns with { InitScores = job.InitScores() });
        var valid = job.Valid.Select(path => Dataset.FromFile(path, job.Columns with { Reference = train })).ToList();
        double loadSeconds = clock.Elapsed.TotalSeconds;
        SaveBinary(job.Binary, train, valid);
        TrainingLog? log = null;
        var trees = ProgressDisplay.Run(session, show =>
            Booster.Train(
            train, job.Options, valid, log = new TrainingLog(show, job.IsProfiled ? new() : null), job.Checkpoints,
            session.Cancellation));
        if (log!.RoundsRun < job.Options.NumIterations && !log.StoppedEarly)
        {
            session.Show([$"training ended after {log.RoundsRun} of {job.Options.NumIterations} rounds: there was nothing left to split"]);
        }
        if (job.Model is not null)
        {
            trees.Save(job.Model);
        }
        return new(trees, log, loadSeconds, job);
    }

    static void SaveBinary(string? path, Dataset train, List<Dataset> valid)
    {
        if (path is not null)
        {
            train.Save(path);
            for (int i = 0; i < valid.Count; i++)
            {
                valid[i].Save($"{path}.valid_{i + 1}");
            }
        }
    }

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteNumber("rounds", Rounds);
        json.WriteNumber("rounds_run", RoundsRun);
        json.WriteNumber("train_seconds", Log.Seconds);
        json.WriteNumber("load_seconds", LoadSeconds);
        json.WriteNumber("peak_rss_bytes", PeakMemory.Bytes);
        json.WriteNumber("histogram_bytes", Log.HistogramBytes);
        json.WriteNumber("saturated_rows", Log.SaturatedRows);
        json.WriteStartObject("metrics");
        foreach (var set in Log.Metrics.GroupBy(metric => metric.DataSet))
        {
            json.WriteStartObject(set.Key);
            foreach (var metric in set)
            {
                json.WriteStartObject(metric.Metric);
                json.Number("last", metric.Last);
                json.Number("best", metric.Best);
                json.WriteNumber("best_round", metric.BestRound);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        Profile?.WriteJson(json);
    }

    public void WriteText(TextWriter output)
    {
        output.WriteLine($"rounds {Rounds} of {RoundsRun}, trained in {Columns.Rounded(Log.Seconds, 3)} s, loaded in {Columns.Rounded(LoadSeconds, 3)} s");
        if (Log.Metrics.Count > 0)
        {
            Columns.Write(output, ["data", "metric", "last", "best", "round"], Log.Metrics.Select(metric => (string[])
                [metric.DataSet, metric.Metric, Columns.Exact(metric.Last), Columns.Exact(metric.Best), $"{metric.BestRound}"]));
        }
        if (Log.SaturatedRows > 0)
        {
            output.WriteLine($"{Log.SaturatedRows} gradients were beyond the largest level");
        }
        Profile?.WriteText(output);
        if (Job.Model is not null)
        {
            output.WriteLine($"model {Job.Model}");
        }
    }
}
