namespace LowBit.Boosting;

/// <summary>
/// LightGBM's rule: training ends when any metric on any validation set has not improved for a number of rounds, and the
/// rounds up to that metric's best are kept.
/// </summary>
sealed class EarlyStopping(BoosterOptions options)
{
    readonly Dictionary<(string, string), (int Round, double Value)> _best = [];

    /// <summary>The rounds to keep if training ends now, else null.</summary>
    /// <param name="round">Rounds done.</param>
    /// <param name="metrics">Metrics after that round.</param>
    public int? RoundsToKeep(int round, IReadOnlyList<MetricValue> metrics)
    {
        if (options.EarlyStoppingRound <= 0)
        {
            return null;
        }
        string? first = null;
        foreach (var metric in metrics)
        {
            first ??= metric.Metric;
            if (metric.DataSet == TrainingSets.TrainingName || options.FirstMetricOnly && metric.Metric != first)
            {
                continue;
            }
            var key = (metric.DataSet, metric.Metric);
            if (!_best.TryGetValue(key, out var best) || IsBetter(metric, best.Value))
            {
                _best[key] = (round, metric.Value);
            }
            else if (round - best.Round >= options.EarlyStoppingRound)
            {
                return best.Round;
            }
        }
        return null;
    }

    bool IsBetter(MetricValue metric, double best) => metric.HigherIsBetter
        ? metric.Value > best + options.EarlyStoppingMinDelta
        : metric.Value < best - options.EarlyStoppingMinDelta;
}
