using System.Diagnostics;

namespace LowBit.Boosting;

/// <summary>
/// The data sets of one fold: its rows are measured, the others train. With early stopping the next fold trains nothing
/// either and chooses the rounds, so that the measured rows choose nothing.
/// </summary>
sealed class FoldTraining
{
    readonly Dataset _training;
    readonly Dataset[] _validation;
    readonly bool _stopsEarly;

    public FoldTraining(Dataset data, Folds folds, int fold, bool stopsEarly)
    {
        _stopsEarly = stopsEarly;
        int stopping = stopsEarly ? (fold + 1) % folds.Count : fold;
        _training = data.Subset(folds.RowsOutside(fold, stopping), reference: null);
        int[] measured = stopsEarly ? [stopping, fold] : [fold];
        _validation = [.. measured.Select(part => data.Subset(folds.Rows(part), _training))];
    }

    /// <summary>Held-out rows a training row.</summary>
    public double TestShare => (double)_validation[^1].RowCount / _training.RowCount;

    /// <summary>Trains one width.</summary>
    /// <param name="options">One metric, the loss, and the width.</param>
    /// <param name="roundEnded">Called with the rounds done.</param>
    /// <param name="cancellation">Looked at before each round.</param>
    public FoldResult Train(BoosterOptions options, Action<int> roundEnded, CancellationToken cancellation)
    {
        using var run = TrainingRun.Start(_training, options, _validation, EnginePath.Best);
        var stopping = new EarlyStopping(options);
        var losses = new List<double>();
        int? keep = null;
        long begin = Stopwatch.GetTimestamp();
        for (int round = 0; round < options.NumIterations && keep is null; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!run.Round(round))
            {
                break;
            }
            if (_stopsEarly)
            {
                var metrics = run.Sets.Evaluate(round + 1);
                losses.Add(metrics[1].Value);
                keep = stopping.RoundsToKeep(round + 1, [metrics[0]]);
            }
            roundEnded(round + 1);
        }
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double loss = keep is { } kept ? losses[kept - 1] : run.Sets.Evaluate(options.NumIterations)[^1].Value;
        return new(loss, seconds, run.HistogramBytes);
    }
}

/// <summary>One width on one fold.</summary>
readonly record struct FoldResult(double Loss, double Seconds, long HistogramBytes);
