namespace LowBit.Boosting;

/// <summary>The data sets whose scores are kept during training, and the metrics on them.</summary>
sealed class TrainingSets
{
    public const string TrainingName = "training";

    readonly IMetric[] _metrics;
    readonly BoosterOptions _options;
    readonly ScoredSet _training;
    readonly ScoredSet[] _validation;

    public TrainingSets(
        ScoredSet training, IReadOnlyList<Dataset> validation, IObjective objective, IMetric[] metrics, BoosterOptions options,
        WorkerTeam team)
    {
        (_training, _metrics, _options) = (training, metrics, options);
        bool averages = options.Boosting == BoostingMode.RandomForest;
        _validation = [.. validation.Select((set, i) => new ScoredSet($"valid_{i + 1}", set, objective, averages, team))];
    }

    /// <summary>Rounds of the model before this run.</summary>
    public int FirstRound { get; init; }

    /// <summary>Raw scores of a validation set's rows for one output.</summary>
    public double[] ScoresOf(int validationSet, int output = 0) => _validation[validationSet].Scores[output];

    /// <summary>Adds a tree's outputs to the scores of the validation rows.</summary>
    public void AddToValidation(int output, BinnedTree walk, Tree tree, bool isFirst)
    {
        foreach (var set in _validation)
        {
            set.Leaves.Walk(walk, null);
            set.AddTree(output, tree, isFirst);
        }
    }

    /// <summary>Metrics are computed after this round.</summary>
    public bool IsDue(int round) =>
        _options.EarlyStoppingRound > 0 || round % _options.MetricFreq == 0 || round == _options.NumIterations;

    /// <summary>The metrics after a round; empty where none are due.</summary>
    public IReadOnlyList<MetricValue> Evaluate(int round)
    {
        if (!IsDue(round))
        {
            return [];
        }
        ScoredSet[] sets = _options.IsProvideTrainingMetric ? [_training, .. _validation] : _validation;
        Array.ForEach(sets, set => set.StartEvaluation(FirstRound + round));
        return [.. sets.SelectMany(set => _metrics.Select(set.Evaluate))];
    }
}
