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
        Train(data, options, validation ?? [], observer, EnginePath.Best, null, cancellation);

    /// <summary>
    /// Trains a model, and saves the run as it goes or takes one up that was saved: killed, cancelled or not, the model has
    /// the same bytes.
    /// </summary>
    /// <param name="data">Training rows.</param>
    /// <param name="options">Everything that changes the trees.</param>
    /// <param name="validation">Sets made with <see cref="DatasetOptions.Reference"/> = <paramref name="data"/>.</param>
    /// <param name="observer">Called before the first round and after each.</param>
    /// <param name="checkpoints">What to save and what to take up.</param>
    /// <param name="cancellation">Looked at before each round; the run is saved before it ends.</param>
    /// <exception cref="LowBitException">Data, options or checkpoint cannot be used; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static BoostedTrees Train(
        Dataset data, BoosterOptions options, IReadOnlyList<Dataset> validation, ITrainingObserver? observer,
        CheckpointOptions checkpoints, CancellationToken cancellation = default) =>
        Train(data, options, validation, observer, EnginePath.Best, checkpoints, cancellation);

    internal static BoostedTrees Train(
        Dataset data, BoosterOptions options, IReadOnlyList<Dataset> validation, ITrainingObserver? observer,
        EnginePath path, CancellationToken cancellation) => Train(data, options, validation, observer, path, null, cancellation);

    internal static BoostedTrees Train(
        Dataset data, BoosterOptions options, IReadOnlyList<Dataset> validation, ITrainingObserver? observer,
        EnginePath path, CheckpointOptions? checkpoints, CancellationToken cancellation)
    {
        using var run = TrainingRun.Start(data, options, validation, path);
        var stopping = new EarlyStopping(options);
        var saved = new RunCheckpoints(checkpoints, run, options, data, validation);
        var past = saved.Resume(stopping);
        int? keep = past is [.., var last] ? last.BestRound : null;
        run.Profile = observer?.Profile;
        run.Profile?.Start();
        observer?.TrainingStarted(new(options.NumIterations, run.HistogramBytes) { PastRounds = past });
        for (int round = past.Count; round < options.NumIterations && keep is null; round++)
        {
            saved.StopIfCancelled(round, cancellation);
            if (!run.Round(round))
            {
                break;
            }
            var metrics = run.Sets.Evaluate(round + 1);
            keep = stopping.RoundsToKeep(round + 1, metrics);
            var progress = new TrainingProgress(round + 1, options.NumIterations, metrics, run.SaturatedRows, keep);
            observer?.RoundEnded(progress);
            saved.RoundEnded(progress);
        }
        run.Profile?.Enter(TrainingPhase.Other);
        return run.ToModel(keep);
    }
}
