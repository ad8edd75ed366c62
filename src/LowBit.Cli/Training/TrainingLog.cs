using System.Diagnostics;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>What a run reports when it has ended: rounds, time, and each metric's last and best value.</summary>
/// <param name="show">Takes each round.</param>
/// <param name="profile">Takes the time of each phase; null: it is not measured.</param>
sealed class TrainingLog(Action<TrainingProgress> show, TrainingProfile? profile = null) : ITrainingObserver
{
    readonly Stopwatch _clock = new();
    readonly List<MetricHistory> _metrics = [];

    public TrainingProfile? Profile => profile;

    /// <summary>Rounds that were trained, kept or not.</summary>
    public int RoundsRun { get; private set; }

    /// <summary>Early stopping ended training.</summary>
    public bool StoppedEarly { get; private set; }

    /// <summary>From the beginning of the first round to the end of the last one.</summary>
    public double Seconds { get; private set; }

    /// <summary>Bytes of one leaf's histogram.</summary>
    public long HistogramBytes { get; private set; }

    /// <summary>Gradients beyond the largest level, over all rounds.</summary>
    public long SaturatedRows { get; private set; }

    /// <summary>One for each data set and metric, in the order in which they were first reported.</summary>
    public IReadOnlyList<MetricHistory> Metrics => _metrics;

    public void TrainingStarted(TrainingStart start)
    {
        HistogramBytes = start.HistogramBytes;
        foreach (var round in start.PastRounds)
        {
            Note(round);
        }
        _clock.Start();
    }

    public void RoundEnded(TrainingProgress progress)
    {
        Seconds = _clock.Elapsed.TotalSeconds;
        Note(progress);
        show(progress);
    }

    void Note(TrainingProgress progress)
    {
        RoundsRun = progress.Round;
        StoppedEarly = progress.BestRound is not null;
        SaturatedRows += progress.SaturatedRows;
        foreach (var metric in progress.Metrics)
        {
            History(metric).Add(progress.Round, metric.Value);
        }
    }

    MetricHistory History(MetricValue metric)
    {
        var history = _metrics.Find(known => (known.DataSet, known.Metric) == (metric.DataSet, metric.Metric));
        if (history is null)
        {
            _metrics.Add(history = new(metric.DataSet, metric.Metric, metric.HigherIsBetter));
        }
        return history;
    }
}

/// <summary>The last and the best value of one metric on one data set.</summary>
sealed class MetricHistory(string dataSet, string metric, bool higherIsBetter)
{
    public string DataSet { get; } = dataSet;

    public string Metric { get; } = metric;

    public double Last { get; private set; }

    public double Best { get; private set; } = double.NaN;

    /// <summary>The first round with the best value.</summary>
    public int BestRound { get; private set; }

    public void Add(int round, double value)
    {
        Last = value;
        if (BestRound == 0 || (higherIsBetter ? value > Best : value < Best))
        {
            (Best, BestRound) = (value, round);
        }
    }
}
