using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Cli;

/// <summary>Scores and labels of a file, and the metrics that go with a model.</summary>
static class Evaluation
{
    const int BlockRows = 4096;

    /// <summary>Settings that metrics take over from the training of the model.</summary>
    public static readonly string[] SettingNames = ["alpha", "fair_c", "tweedie_variance_power", "multi_error_top_k"];

    /// <summary>Those settings as the model file holds them.</summary>
    public static IEnumerable<ParameterSetting> SettingsOf(BoostedTrees model) =>
        model.Summarize().Parameters.Where(pair => SettingNames.Contains(pair.Key))
            .Select(pair => new ParameterSetting(pair.Key, pair.Value, "the model file's parameters"));

    /// <summary>The metrics that are named, else the one of the model's objective.</summary>
    public static List<IMetric> MetricsOf(BoostedTrees model, BoosterOptions options)
    {
        var names = options.Metrics;
        string objective = model.Objective?.Split(' ')[0] ?? "custom";
        if (names.Count == 0 && !Metrics.Names.Contains(objective))
        {
            throw new BadOptionException($"the model's objective {objective} has no metric of its own here; name one with --metric.");
        }
        var metrics = (names.Count > 0 ? names : [objective]).Select(name => Metrics.Create(name, options)).DistinctBy(metric => metric.Name).ToList();
        metrics.ForEach(metric => Metrics.CheckOutputs(metric, model.OutputCount));
        return metrics;
    }

    /// <summary>Predicts all rows of a table that was opened with its targets.</summary>
    public static EvaluationRows Rows(
        BoostedTrees model, ModelTable table, PredictionOptions options, CancellationToken cancellation)
    {
        double[][] scores = [.. Enumerable.Range(0, model.OutputCount).Select(_ => new double[table.RowCount])];
        double[] labels = new double[table.RowCount];
        double[]? weights = table.HasWeight ? new double[table.RowCount] : null;
        double divisor = model.AverageOutput ? Math.Max(1, ModelRounds.Count(model, options)) : 1;
        int blockRows = table.BlockRows(BlockRows);
        double[] rows = new double[blockRows * model.FeatureCount], block = new double[blockRows * model.OutputCount];
        for (int first = 0; first < table.RowCount; first += blockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(blockRows, table.RowCount - first);
            var features = rows.AsSpan(0, count * model.FeatureCount);
            table.Read(first, count, features, labels.AsSpan(first, count), weights is null ? [] : weights.AsSpan(first, count));
            model.PredictRaw(features, count, block.AsSpan(0, count * model.OutputCount), options);
            for (int i = 0; i < count * model.OutputCount; i++)
            {
                scores[i % model.OutputCount][first + i / model.OutputCount] = block[i] / divisor;
            }
        }
        EvaluationLabels.Check(model, table, labels, weights);
        return new(scores, labels, weights, Objectives.FromModelText(model.Objective, model.OutputCount), SingleProcess.Instance);
    }
}
