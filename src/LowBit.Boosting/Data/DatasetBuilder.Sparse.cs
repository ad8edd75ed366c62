using System.Buffers;

namespace LowBit.Boosting;

/// <remarks>
/// Sparse tables are turned into columns once; a feature's bins come from its entries and the number of rows that have
/// none, and are those of the same table as a dense one.
/// </remarks>
partial class DatasetBuilder
{
    /// <summary>Bins of a column that is 0 in every row; one for all of them, so that such columns cost next to nothing.</summary>
    static readonly NumericBins AllZero = new([double.PositiveInfinity], MissingType.None, 0, 0);

    Dataset BinSparse(ISparseTable table)
    {
        var columns = SparseColumns.Of(table, _team);
        _targets.Take(columns);
        var random = RandomStreams.Of(_options.Seed, RandomStreams.EdgeSample);
        int[] rows = RowSample.Choose(
            _rowCount, _firstRow, _globalRowCount, _options.BinConstructSampleCnt, random, _ranks);
        var sample = new SparseSample(columns, rows, _ranks);
        var mappers = EmptyColumns(columns);
        var binnings = new FeatureBinning?[FeatureCount];
        _team.ForRanges(FeatureCount, 1, (feature, _) =>
        {
            int column = _columnOf[feature];
            binnings[feature] = mappers[feature] is not null ? null : NewBinning(feature, sample);
            binnings[feature]?.TakeSparse(columns.Rows(column), columns.Values(column));
        });
        columns.Free();
        return Finish(binnings, mappers);
    }

    FeatureBinning? NewBinning(int feature, SparseSample sample) => _schema.Roles[feature] switch
    {
        ColumnUse.Numeric => NumericBinning.Sparse(sample, _columnOf[feature], _options, _rowCount),
        ColumnUse.Categorical => new CategoryBinning(_options, _rowCount),
        _ => null,
    };

    /// <summary>[features] the bins of numeric columns that have no entry on any rank; null for all others.</summary>
    BinMapper?[] EmptyColumns(SparseColumns columns)
    {
        var counts = new long[FeatureCount];
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            counts[feature] = columns.Count(_columnOf[feature]);
        }
        _ranks.AllReduceSum(counts);
        return [.. counts.Select((count, feature) =>
            count == 0 && _schema.Roles[feature] == ColumnUse.Numeric ? AllZero : null)];
    }

    Dataset BinSparseLike(Dataset reference, ISparseTable table)
    {
        var columns = SparseColumns.Of(table, _team);
        _targets.Take(columns);
        int[] used = [.. reference.Features.Select(feature => feature.Index)];
        var bins = new BinColumn[used.Length];
        _team.ForRanges(used.Length, 1, (i, _) =>
        {
            var values = columns.Values(_columnOf[used[i]]);
            ushort[] binsOfValues = ArrayPool<ushort>.Shared.Rent(values.Length);
            var mapper = reference.Features[i].Bins;
            mapper.BinsOf(values, binsOfValues);
            bins[i] = BinColumn.Of(
                columns.Rows(_columnOf[used[i]]), binsOfValues.AsSpan(0, values.Length), mapper.BinOf(0), mapper.BinCount, _rowCount);
            ArrayPool<ushort>.Shared.Return(binsOfValues);
        });
        columns.Free();
        return Make(reference.Mappers, used, bins);
    }
}
