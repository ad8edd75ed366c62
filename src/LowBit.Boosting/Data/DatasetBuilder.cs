using LowBit.Collectives;

namespace LowBit.Boosting;

/// <summary>
/// Makes a <see cref="Dataset"/> in two passes over a table: sampled rows choose the bin edges, then every row is binned.
/// Missing types, category sets, smallest and largest values come from all rows, so that what training sees of a row is
/// what prediction sees.
/// </summary>
sealed partial class DatasetBuilder
{
    /// <summary>Rows that one thread takes at a time, and values of them that stay in the first-level cache.</summary>
    const int GrainRows = 8192, BlockValues = 4096;

    readonly ITable _table;
    readonly ColumnRoles _roles;
    readonly TableSchema _schema;
    readonly DatasetOptions _options;
    readonly WorkerTeam _team;
    readonly ICollective _ranks;
    readonly int[] _columnOf;
    readonly int _rowCount;
    readonly long _firstRow, _globalRowCount;
    readonly RowTargets _targets;
    readonly InputRows? _input;

    DatasetBuilder(ITable table, ColumnRoles roles, TableSchema schema, double[]? labels, DatasetOptions options, WorkerTeam team)
    {
        (_table, _roles, _schema, _options, _team) = (table, roles, schema, options, team);
        _ranks = options.Collective;
        _rowCount = table.RowCount;
        (_firstRow, _globalRowCount) = RowsOfRanks(_ranks, _rowCount);
        _columnOf = [.. Enumerable.Range(0, table.ColumnCount).Where(column => column != roles.Label)];
        _targets = new RowTargets(table, roles, labels, options);
        var inputModel = (options.Reference?.Options ?? options).InputModel;
        _input = inputModel is null ? null : new(inputModel, _rowCount, options.KeepLeaves);
    }

    int FeatureCount => _schema.FeatureCount;

    /// <summary>Bins a training table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="labels">Labels, or null where the table has a label column.</param>
    /// <param name="options">Roles of columns and binning.</param>
    public static Dataset Build(ITable table, double[]? labels, DatasetOptions options)
    {
        DatasetRules.Check(table, labels, options);
        var roles = ColumnRoles.Of(table, options, labels is null);
        var schema = TableSchema.Of(table, roles);
        using var team = new WorkerTeam(options.NumThreads);
        var builder = new DatasetBuilder(table, roles, schema, labels, options, team);
        return table is ISparseTable sparse ? builder.BinSparse(sparse) : builder.Bin(builder.FindMappers());
    }

    /// <summary>Bins a training table that stands in the columns of the input model.</summary>
    public static Dataset BuildOn(InputTable input, double[]? labels, DatasetOptions options)
    {
        using var team = new WorkerTeam(options.NumThreads);
        var builder = new DatasetBuilder(input.Table, input.Roles, input.Schema, labels, options, team);
        return builder.Bin(builder.FindMappers());
    }

    /// <summary>Bins a table whose columns stand as those of a training set, with that set's bins.</summary>
    public static Dataset BuildLike(Dataset reference, ITable aligned, ColumnRoles roles, double[]? labels, DatasetOptions options)
    {
        using var team = new WorkerTeam(options.NumThreads);
        var builder = new DatasetBuilder(aligned, roles, reference.Schema, labels, options, team);
        return aligned is ISparseTable sparse && builder._input is null ? builder.BinSparseLike(reference, sparse) : builder.BinLike(reference);
    }

    /// <summary>Global index of this rank's first row, and the rows of all ranks.</summary>
    public static (long FirstRow, long GlobalRowCount) RowsOfRanks(ICollective ranks, int rowCount)
    {
        long[] rowCounts = ranks.AllGather<long>([rowCount]);
        return (rowCounts.Take(ranks.Rank).Sum(), rowCounts.Sum());
    }

    // ---- edges from a sample of rows -------------------------------------------------------------------------------

    FeatureBinning?[] FindMappers()
    {
        var random = RandomStreams.Of(_options.Seed, RandomStreams.EdgeSample);
        int[] rows = RowSample.Choose(
            _rowCount, _firstRow, _globalRowCount, _options.BinConstructSampleCnt, random, _ranks);
        var sample = ReadColumns(rows);
        var binnings = new FeatureBinning?[FeatureCount];
        _team.ForRanges(FeatureCount, 1, (feature, _) =>
        {
            binnings[feature] = _schema.Roles[feature] switch
            {
                ColumnUse.Numeric => NumericBinning.Dense(sample[feature]!.Span, _options, _rowCount),
                ColumnUse.Categorical => new CategoryBinning(_options, _rowCount),
                _ => null,
            };
        });
        Array.ForEach(sample, column => column?.Buffer.Free());
        return binnings;
    }

    /// <summary>
    /// The sampled values of each numeric feature, of all ranks; outside the managed heap and in one piece, which goes back to
    /// the system when it is freed.
    /// </summary>
    SampleColumn?[] ReadColumns(int[] rows)
    {
        var all = new NativeBuffer<double>((long)rows.Length * _schema.Roles.Count(role => role == ColumnUse.Numeric));
        long start = -rows.Length;
        var columns = Array.ConvertAll(
            _schema.Roles, role => role == ColumnUse.Numeric ? new SampleColumn(all, start += rows.Length, rows.Length) : null);
        ForBlocks(rows.Length, (block, begin, end) =>
        {
            int width = _table.ColumnCount;
            _table.Read(rows.AsSpan(begin, end - begin), block.AsSpan(0, (end - begin) * width));
            for (int feature = 0; feature < FeatureCount; feature++)
            {
                if (columns[feature] is { } column)
                {
                    var values = column.Span;
                    for (int i = begin, at = _columnOf[feature]; i < end; i++, at += width)
                    {
                        values[i] = block[at];
                    }
                }
            }
        });
        return _ranks.Size == 1 ? columns : Array.ConvertAll(columns, GatherOverRanks);
    }

    SampleColumn? GatherOverRanks(SampleColumn? column)
    {
        if (column is null)
        {
            return null;
        }
        double[] all = _ranks.AllGather<double>(column.Span);
        var gathered = new NativeBuffer<double>(all.Length);
        all.CopyTo(gathered.Span);
        return new(gathered, 0, all.Length);
    }

    /// <summary>The sampled values of one feature.</summary>
    sealed record SampleColumn(NativeBuffer<double> Buffer, long Start, int Count)
    {
        public Span<double> Span => Buffer.AsSpan(Start, Count);
    }

    // ---- all rows --------------------------------------------------------------------------------------------------

    Dataset Bin(FeatureBinning?[] binnings)
    {
        ReadAll((block, begin, end) =>
        {
            for (int feature = 0; feature < FeatureCount; feature++)
            {
                binnings[feature]?.Take(block, _columnOf[feature], _table.ColumnCount, begin, end);
            }
        });
        return Finish(binnings, new BinMapper?[FeatureCount]);
    }

    /// <param name="binnings">Features that have taken all rows; null: not looked at, or known already.</param>
    /// <param name="mappers">in: bins known already; out: of every feature that is looked at.</param>
    Dataset Finish(FeatureBinning?[] binnings, BinMapper?[] mappers)
    {
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            mappers[feature] ??= binnings[feature]?.Finish(_ranks, () => _schema.NameOf(feature));
        }
        int[] used = [.. Enumerable.Range(0, FeatureCount).Where(feature => mappers[feature] is { BinCount: > 1 })];
        return Make(mappers, used, [.. used.Select(feature => binnings[feature]!.TakeColumn())]);
    }

    Dataset BinLike(Dataset reference)
    {
        int[] used = [.. reference.Features.Select(feature => feature.Index)];
        BinColumn[] columns = [.. reference.Features.Select(feature => BinColumn.Empty(feature.Bins.BinCount, _rowCount))];
        ReadAll((block, begin, end) =>
        {
            for (int i = 0; i < used.Length; i++)
            {
                columns[i].Take(reference.Features[i].Bins, block.AsSpan(_columnOf[used[i]]), _table.ColumnCount, begin, end);
            }
        });
        return Make(reference.Mappers, used, columns);
    }

    void ReadAll(BlockAction take) => ForBlocks(_rowCount, (block, begin, end) =>
    {
        int width = _table.ColumnCount;
        _table.Read(begin, end - begin, block.AsSpan(0, (end - begin) * width));
        _targets.Take(block, begin, end);
        _input?.Take(block, width, begin, end);
        take(block, begin, end);
    });

    /// <summary>Cuts rows into blocks whose values stay in cache; neighbouring blocks mostly go to the same thread.</summary>
    void ForBlocks(int rowCount, BlockAction take)
    {
        int width = _table.ColumnCount, blockRows = Math.Max(16, BlockValues / width);
        _team.ForRanges(rowCount, GrainRows, (first, last) =>
        {
            double[] block = System.Buffers.ArrayPool<double>.Shared.Rent(blockRows * width);
            for (int begin = first; begin < last; begin += blockRows)
            {
                _options.Cancellation.ThrowIfCancellationRequested();
                take(block, begin, Math.Min(last, begin + blockRows));
            }
            System.Buffers.ArrayPool<double>.Shared.Return(block);
        });
    }

    Dataset Make(BinMapper?[] mappers, int[] used, BinColumn[] columns)
    {
        var table = _table;
        int label = _roles.Label;
        return new(_schema, _options)
        {
            RowCount = _rowCount,
            FirstRow = _firstRow,
            GlobalRowCount = _globalRowCount,
            LabelValues = _targets.Labels,
            WeightValues = _targets.Weights,
            InitScoreValues = _targets.InitScores,
            GroupStarts = _targets.GroupStarts(),
            Mappers = mappers,
            Input = _input,
            Features = [.. used.Select(feature => new Feature(feature, mappers[feature]!))],
            Bins = new BinnedMatrix(columns, Array.ConvertAll(used, feature => mappers[feature]!.BinCount), _rowCount, _team),
            DescribeLabel = label >= 0 ? row => table.Describe(row, label) : row => $"the labels, row {row}",
        };
    }

    delegate void BlockAction(double[] block, int begin, int end);
}
