namespace LowBit.Boosting;

/// <summary>
/// What rows have besides features: label, weight, group, initial score. Each comes from an array of the options or from
/// columns of the table; columns are taken block by block from several threads.
/// </summary>
sealed class RowTargets
{
    readonly ITable _table;
    readonly ColumnRoles _roles;
    readonly DatasetOptions _options;
    readonly double[]? _groups;

    public RowTargets(ITable table, ColumnRoles roles, double[]? labels, DatasetOptions options)
    {
        (_table, _roles, _options) = (table, roles, options);
        int rows = table.RowCount;
        Labels = labels is null ? new double[rows] : [.. labels]; // the caller may change its own
        Weights = options.Weights is { } weights ? [.. weights] : roles.Weight >= 0 ? new double[rows] : null;
        _groups = roles.Group >= 0 && options.GroupSizes is null ? new double[rows] : null;
        InitScores = options.InitScores is { } scores ? [.. scores]
            : roles.InitScores.Length > 0 ? new double[(long)rows * roles.InitScores.Length] : null;
    }

    public double[] Labels { get; }

    public double[]? Weights { get; }

    /// <summary>[outputs × rows], class-major.</summary>
    public double[]? InitScores { get; }

    /// <summary>Takes the rows begin … end − 1.</summary>
    /// <param name="block">Their values, row-major.</param>
    /// <param name="begin">First row.</param>
    /// <param name="end">Row behind the last.</param>
    public void Take(ReadOnlySpan<double> block, int begin, int end)
    {
        int width = _table.ColumnCount;
        for (int row = begin, at = 0; row < end; row++, at += width)
        {
            foreach (int column in _roles.OfRows)
            {
                Take(row, column, block[at + column]);
            }
        }
    }

    /// <summary>Takes all rows of a sparse table.</summary>
    public void Take(SparseColumns columns)
    {
        foreach (int column in _roles.OfRows)
        {
            double[] values = columns.Spread(column);
            for (int row = 0; row < values.Length; row++)
            {
                Take(row, column, values[row]);
            }
        }
    }

    /// <summary>Where groups start, once all rows are taken; null without groups.</summary>
    public int[]? GroupStarts() => _options.GroupSizes is { } sizes ? RowGroups.Starts(sizes)
        : _groups is null ? null
        : RowGroups.StartsOf(_groups, row => _table.Describe(row, _roles.Group));

    void Take(int row, int column, double value)
    {
        if (column == _roles.Label)
        {
            Labels[row] = DatasetRules.CheckLabel(value, _table, row, column);
        }
        else if (column == _roles.Weight)
        {
            Weights![row] = _options.Weights is null ? DatasetRules.CheckWeight(value, _table, row, column) : Weights[row];
        }
        else if (column == _roles.Group)
        {
            if (_groups is not null)
            {
                _groups[row] = value;
            }
        }
        else if (_options.InitScores is null)
        {
            int output = Array.IndexOf(_roles.InitScores, column);
            InitScores![(long)output * _table.RowCount + row] = DatasetRules.CheckInitScore(value, _table, row, column);
        }
    }
}
