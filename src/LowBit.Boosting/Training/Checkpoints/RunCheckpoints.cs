namespace LowBit.Boosting;

/// <summary>Watches a run: saves it now and then, and takes up one that was saved.</summary>
sealed class RunCheckpoints
{
    readonly CheckpointOptions _options;
    readonly TrainingRun _run;
    readonly int _roundCount;
    readonly bool _isWriter;
    readonly KeyValuePair<string, string>[] _identity = [];
    readonly List<PastRound> _rounds = [];
    MetricName[] _metrics = [];
    int _savedRounds = -1;

    public RunCheckpoints(
        CheckpointOptions? checkpoints, TrainingRun run, BoosterOptions options, Dataset data, IReadOnlyList<Dataset> validation)
    {
        (_options, _run, _roundCount) = (checkpoints ?? new(), run, options.NumIterations);
        _isWriter = data.Collective.Rank == 0;
        if (_options.Every < 1)
        {
            throw new BadOptionException($"checkpoint_every is {_options.Every}; allowed: an integer of at least 1.");
        }
        if (IsUsed)
        {
            _identity = RunIdentity.Of(options, data, validation);
        }
    }

    bool IsUsed => _options.Path is not null || _options.Resume is not null;

    /// <summary>Brings the run to where the checkpoint left it.</summary>
    /// <param name="stopping">Takes the metrics in.</param>
    /// <returns>The rounds that were done, as they were reported; empty where nothing is resumed.</returns>
    public IReadOnlyList<TrainingProgress> Resume(EarlyStopping stopping)
    {
        if (_options.Resume is not { } path)
        {
            return [];
        }
        var checkpoint = CheckpointFile.Load(path);
        if (RunIdentity.Difference(checkpoint.Identity, _identity) is { } difference)
        {
            throw new BadOptionException(
                $"the checkpoint {path} is of another run; {difference}. Only threads, num_iterations and outputs may differ: give data and options as they were, or train from the start.");
        }
        int done = Math.Min(checkpoint.Rounds.Length, _roundCount);
        var trees = checkpoint.Model!.Trees;
        int inputTrees = trees.Count - checkpoint.Rounds.Length * _run.OutputCount;
        _run.Restore([.. trees.Skip(inputTrees).Take(done * _run.OutputCount)]);
        return Reported(checkpoint, done, stopping);
    }

    public void RoundEnded(TrainingProgress progress)
    {
        if (_options.Path is null)
        {
            return;
        }
        Note(progress);
        if (progress.Round % _options.Every == 0 || progress.Round == _roundCount || progress.BestRound is not null)
        {
            Save();
        }
    }

    /// <summary>Ends a cancelled run, saved before.</summary>
    public void StopIfCancelled(int round, CancellationToken cancellation)
    {
        if (!cancellation.IsCancellationRequested)
        {
            return;
        }
        if (_options.Path is not { } path)
        {
            cancellation.ThrowIfCancellationRequested();
            return;
        }
        Save();
        throw new TrainingCancelledException($"cancelled after round {round}; go on with --resume {path}", cancellation);
    }

    /// <summary>Rounds in between have metrics only where this run, which may end elsewhere, would measure.</summary>
    TrainingProgress[] Reported(Checkpoint checkpoint, int done, EarlyStopping stopping)
    {
        var reported = checkpoint.Progress(_roundCount).Take(done).ToArray();
        for (int i = 0; i < done; i++)
        {
            var metrics = i + 1 == done ? _run.Sets.Evaluate(done) : _run.Sets.IsDue(i + 1) ? reported[i].Metrics : [];
            reported[i] = reported[i] with { Metrics = metrics, BestRound = stopping.RoundsToKeep(i + 1, metrics) };
            Note(reported[i]);
        }
        return reported;
    }

    void Note(TrainingProgress progress)
    {
        if (progress.Metrics.Count > 0)
        {
            _metrics = [.. progress.Metrics.Select(metric => new MetricName(metric.DataSet, metric.Metric, metric.HigherIsBetter))];
        }
        _rounds.Add(new(progress.SaturatedRows, [.. progress.Metrics.Select(metric => metric.Value)]));
    }

    void Save()
    {
        if (_savedRounds == _rounds.Count)
        {
            return;
        }
        _savedRounds = _rounds.Count;
        if (_isWriter)
        {
            CheckpointFile.Save(_options.Path!, new()
            {
                Identity = _identity,
                Metrics = _metrics,
                Rounds = [.. _rounds],
                Model = _run.ToModel(null).Content,
            });
        }
    }
}
