namespace LowBit.Boosting;

/// <summary>Trains boosted trees on quantized gradients [Shi22].</summary>
public static class Booster
{
    /// <summary>
    /// Trains a model. Same data, options and seed give the same bytes, on any number of threads and any instruction set.
    /// </summary>
    /// <param name="data">Training rows.</param>
    /// <param name="options">Everything that changes the trees.</param>
    /// <param name="validation">Sets made with <see cref="DatasetOptions.Reference"/> = <paramref name="data"/>.</param>
    /// <param name="observer">Called before the first round and after each.</param>
    /// <param name="cancellation">Looked at before each round.</param>
    /// <exception cref="LowBitException">Data or options cannot be used; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static BoostedTrees Train(
        Dataset data, BoosterOptions options, IReadOnlyList<Dataset>? validation = null,
        ITrainingObserver? observer = null, CancellationToken cancellation = default) =>
        Train(data, options, validation ?? [], observer, EnginePath.Best, cancellation);

    internal static BoostedTrees Train(
        Dataset data, BoosterOptions options, IReadOnlyList<Dataset> validation, ITrainingObserver? observer,
        EnginePath path, CancellationToken cancellation)
    {
        using var run = TrainingRun.Start(data, options, validation, path);
        var stopping = new EarlyStopping(options);
        observer?.TrainingStarted(new(options.NumIterations, run.HistogramBytes));
        int? keep = null;
        for (int round = 0; round < options.NumIterations && keep is null; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!run.Round(round))
            {
                break;
            }
            var metrics = run.Sets.Evaluate(round + 1);
            keep = stopping.RoundsToKeep(round + 1, metrics);
            observer?.RoundEnded(new(round + 1, options.NumIterations, metrics, run.SaturatedRows, keep));
        }
        return run.ToModel(keep);
    }
}
