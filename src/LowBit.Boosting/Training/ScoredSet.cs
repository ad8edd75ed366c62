namespace LowBit.Boosting;

/// <summary>
/// A data set with the raw scores of its rows: bit for bit what the saved model's raw prediction gives, because trees are
/// added in the order of the model and the first tree's leaves contain the baseline.
/// </summary>
sealed unsafe class ScoredSet
{
    const int GrainRows = 16_384;

    readonly Dataset _data;
    readonly WorkerTeam _team;
    readonly EvaluationRows _rows;
    readonly string _name;
    readonly Action<int, int> _addRange;
    double[] _target = [], _values = [];
    bool _isFirst;

    public ScoredSet(string name, Dataset data, IObjective objective, WorkerTeam team)
    {
        (_name, _data, _team) = (name, data, team);
        Scores = [.. Enumerable.Range(0, objective.OutputCount).Select(_ => new double[data.RowCount])];
        for (int output = 0; data.Input?.Scores is { } scores && output < scores.Length; output++)
        {
            scores[output].CopyTo(Scores[output], 0);
        }
        Leaves = new LeafAssignment(data.Bins, team);
        _rows = new EvaluationRows(Scores, data.LabelValues, data.WeightValues, objective, data.Collective, team);
        _addRange = AddRange;
    }

    /// <summary>[outputs][rows].</summary>
    public double[][] Scores { get; }

    /// <summary>Leaf of each row in the tree at hand.</summary>
    public LeafAssignment Leaves { get; }

    public void Fill(int output, double score) => Array.Fill(Scores[output], score);

    /// <summary>Adds each row's leaf value.</summary>
    /// <param name="output">Whose scores.</param>
    /// <param name="tree">The tree that <see cref="Leaves"/> belongs to.</param>
    /// <param name="isFirst">Scores start here, from 0.</param>
    public void AddTree(int output, Tree tree, bool isFirst)
    {
        (_target, _values, _isFirst) = (Scores[output], tree.LeafValue, isFirst);
        _team.ForRanges(_data.RowCount, GrainRows, _addRange);
    }

    public MetricValue Evaluate(IMetric metric) => new(_name, metric.Name, metric.Evaluate(_rows), metric.HigherIsBetter);

    void AddRange(int begin, int end)
    {
        ushort* leaves = Leaves.Leaves;
        for (int row = begin; row < end; row++)
        {
            _target[row] = (_isFirst ? 0 : _target[row]) + _values[leaves[row]];
        }
    }
}
