namespace LowBit.Boosting;

/// <summary>Watches training from outside: progress, timing and logs live here, not in the loop.</summary>
public interface ITrainingObserver
{
    /// <summary>Where to note the time of each phase; null: it is not measured.</summary>
    TrainingProfile? Profile => null;

    /// <summary>The binned data is ready; the first round begins.</summary>
    void TrainingStarted(TrainingStart start)
    {
    }

    /// <summary>A round has ended.</summary>
    void RoundEnded(TrainingProgress progress);
}

/// <summary>What is known before the first round.</summary>
/// <param name="RoundCount">Rounds asked for.</param>
/// <param name="HistogramBytes">Bytes of one leaf's histogram of all used features.</param>
public sealed record TrainingStart(int RoundCount, long HistogramBytes)
{
    /// <summary>The rounds that a checkpoint already had, as they were reported then; empty where nothing is resumed.</summary>
    public IReadOnlyList<TrainingProgress> PastRounds { get; init; } = [];
}

/// <summary>Where training stands after a round.</summary>
/// <param name="Round">The round, counted from 1.</param>
/// <param name="RoundCount">Rounds asked for.</param>
/// <param name="Metrics">What was measured after this round; may be empty.</param>
/// <param name="SaturatedRows">Rows of this process whose gradient was beyond the largest level, summed over the round's trees.</param>
/// <param name="BestRound">With early stopping that has ended training: the round that is kept; else null.</param>
public sealed record TrainingProgress(
    int Round, int RoundCount, IReadOnlyList<MetricValue> Metrics, long SaturatedRows, int? BestRound);

/// <summary>One metric on one data set.</summary>
/// <param name="DataSet">"training", or "valid_1", "valid_2", … in the order given.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Value">Its value.</param>
/// <param name="HigherIsBetter">Direction.</param>
public readonly record struct MetricValue(string DataSet, string Metric, double Value, bool HigherIsBetter);
