namespace LowBit.Boosting;

/// <summary>
/// A data set with the raw scores of its rows: bit for bit what the saved model's raw prediction gives, because trees are
/// added in the order of the model and the first tree's leaves contain the baseline. Where the set has initial scores, the
/// same trees are added in the same order, to the row's initial score in place of 0. In a random forest scores are sums too,
/// and metrics see them divided by the rounds, as predictions are.
/// </summary>
sealed unsafe class ScoredSet
{
    const int GrainRows = 16_384;

    readonly Dataset _data;
    readonly WorkerTeam _team;
    readonly EvaluationRows _rows;
    readonly string _name;
    readonly double[][] _evaluated;
    readonly Action<int, int> _addRange, _averageRange;
    double[] _target = [], _values = [];
    bool _isFirst;
    int _rounds;

    /// <param name="name">What metrics call it.</param>
    /// <param name="data">The rows.</param>
    /// <param name="objective">How many scores a row has, and what they mean.</param>
    /// <param name="averages">Metrics see averages over the rounds.</param>
    /// <param name="team">Threads.</param>
    public ScoredSet(string name, Dataset data, IObjective objective, bool averages, WorkerTeam team)
    {
        (_name, _data, _team) = (name, data, team);
        InitialScores.Check(data, objective.OutputCount, name);
        Scores = [.. Enumerable.Range(0, objective.OutputCount).Select(output => StartOf(data, output))];
        Leaves = new LeafAssignment(data.Bins, team);
        _evaluated = averages ? ArraysFor(data, objective) : Scores;
        _rows = new EvaluationRows(_evaluated, data.LabelValues, data.WeightValues, objective, data.Collective, team);
        (_addRange, _averageRange) = (AddRange, AverageRange);
    }

    static double[] StartOf(Dataset data, int output) =>
        data.Input?.Scores is { } scores ? [.. scores[output]] : InitialScores.Of(data, output);

    /// <summary>[outputs][rows] of zeros.</summary>
    public static double[][] ArraysFor(Dataset data, IObjective objective) =>
        [.. Enumerable.Range(0, objective.OutputCount).Select(_ => new double[data.RowCount])];

    /// <summary>[outputs][rows].</summary>
    public double[][] Scores { get; }

    /// <summary>Leaf of each row in the tree at hand.</summary>
    public LeafAssignment Leaves { get; }

    /// <summary>Adds each row's leaf value.</summary>
    /// <param name="output">Whose scores.</param>
    /// <param name="tree">The tree that <see cref="Leaves"/> belongs to.</param>
    /// <param name="isFirst">Scores start here, from 0 or the initial score.</param>
    public void AddTree(int output, Tree tree, bool isFirst)
    {
        (_target, _values, _isFirst) = (Scores[output], tree.LeafValue, isFirst && _data.InitScoreValues is null);
        _team.ForRanges(_data.RowCount, GrainRows, _addRange);
    }

    /// <summary>Makes the scores that metrics see ready.</summary>
    /// <param name="rounds">Rounds done, at least 1.</param>
    public void StartEvaluation(int rounds)
    {
        if (_evaluated != Scores)
        {
            _rounds = rounds;
            _team.ForRanges(_data.RowCount, GrainRows, _averageRange);
        }
    }

    public MetricValue Evaluate(IMetric metric) => new(_name, metric.Name, metric.Evaluate(_rows), metric.HigherIsBetter);

    void AddRange(int begin, int end)
    {
        if (_isFirst)
        {
            _target.AsSpan(begin, end - begin).Clear();
        }
        ushort* leaves = Leaves.Leaves + begin;
        fixed (double* target = _target.AsSpan(begin, end - begin), values = _values)
        {
            int row = 0, count = end - begin;
            for (; row <= count - 4; row += 4)
            {
                target[row] += values[leaves[row]];
                target[row + 1] += values[leaves[row + 1]];
                target[row + 2] += values[leaves[row + 2]];
                target[row + 3] += values[leaves[row + 3]];
            }
            for (; row < count; row++)
            {
                target[row] += values[leaves[row]];
            }
        }
    }

    /// <summary>One division a score, the one of <see cref="BoostedTrees"/>.Predict.</summary>
    void AverageRange(int begin, int end)
    {
        for (int output = 0; output < Scores.Length; output++)
        {
            double[] sums = Scores[output], averages = _evaluated[output];
            for (int row = begin; row < end; row++)
            {
                averages[row] = sums[row] / _rounds;
            }
        }
    }
}
