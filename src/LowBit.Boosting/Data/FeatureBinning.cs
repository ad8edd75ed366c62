using System.Buffers;
using LowBit.Collectives;

namespace LowBit.Boosting;

/// <summary>One feature while all rows are read: takes values block by block from several threads, then knows its bins.</summary>
abstract class FeatureBinning(int rowCount)
{
    NativeBuffer<byte>? _column;

    /// <summary>The bins of all rows; whoever takes them owns them.</summary>
    public virtual BinColumn TakeColumn() => new ByteColumn(_column!);

    protected NativeBuffer<byte> Column => _column ??= new(rowCount);

    /// <summary>Takes the rows begin … end − 1.</summary>
    /// <param name="block">Their values, row-major.</param>
    /// <param name="offset">Position of the feature in a row.</param>
    /// <param name="width">Values a row.</param>
    /// <param name="begin">First row.</param>
    /// <param name="end">Row behind the last.</param>
    public abstract void Take(double[] block, int offset, int width, int begin, int end);

    /// <summary>Takes all rows of a sparse column at once, in place of the blocks.</summary>
    /// <param name="rows">Rows with an entry, ascending.</param>
    /// <param name="values">[rows] their values; every other row is 0.</param>
    public abstract void TakeSparse(ReadOnlySpan<int> rows, ReadOnlySpan<double> values);

    /// <summary>The bins, from all rows of all ranks. Called once, after the last block.</summary>
    public abstract BinMapper Finish(ICollective ranks, Func<string> name);
}

/// <summary>A numeric feature: edges come from the sample, the missing type and the range from all rows.</summary>
sealed class NumericBinning : FeatureBinning
{
    readonly NumericBins _bins;
    readonly object _gate = new();
    double _min = double.PositiveInfinity, _max = double.NegativeInfinity;
    readonly int _rowCount;
    bool _hasMissing;
    BinColumn? _taken;
    NativeBuffer<ushort>? _words;

    /// <param name="sample">Sampled values of all ranks; overwritten.</param>
    /// <param name="moreZeros">Zeros that the sample has besides; it holds at least one where there are any.</param>
    /// <param name="options">Binning.</param>
    /// <param name="rowCount">Rows of this rank.</param>
    NumericBinning(Span<double> sample, int moreZeros, DatasetOptions options, int rowCount) : base(rowCount)
    {
        _rowCount = rowCount;
        int values = Compact(sample);
        int[] counts = ArrayPool<int>.Shared.Rent(values);
        var distinct = DistinctValues.Of(sample[..values], counts, moreZeros);
        _bins = options switch
        {
            { UseMissing: false } => WithEdges(BinEdges.Find(distinct, options.MaxBin, options.MinDataInBin), MissingType.None),
            { ZeroAsMissing: true } => ZeroMissing(distinct, options),
            _ => NaNMissing(distinct, options, values < sample.Length),
        };
        ArrayPool<int>.Shared.Return(counts);
    }

    /// <summary>A column that is taken by blocks.</summary>
    /// <param name="sample">Sampled values of all ranks; overwritten.</param>
    /// <param name="options">Binning.</param>
    /// <param name="rowCount">Rows of this rank.</param>
    public static NumericBinning Dense(Span<double> sample, DatasetOptions options, int rowCount)
    {
        var binning = new NumericBinning(sample, 0, options, rowCount);
        if (binning._bins.Edges.Length + 1 > BinSet.Size) // one more for NaN
        {
            binning._words = new(rowCount);
        }
        else
        {
            _ = binning.Column; // before several threads want it
        }
        return binning;
    }

    /// <summary>A column that is taken as entries.</summary>
    /// <param name="sample">Sampled entries of all columns.</param>
    /// <param name="column">The column.</param>
    /// <param name="options">Binning.</param>
    /// <param name="rowCount">Rows of this rank.</param>
    public static NumericBinning Sparse(SparseSample sample, int column, DatasetOptions options, int rowCount)
    {
        double[] values = sample.Take(column, spare: 1, out int count);
        int zeros = sample.RowCount - count;
        values[count] = 0; // one of them
        return new(values.AsSpan(0, count + Math.Min(zeros, 1)), Math.Max(zeros - 1, 0), options, rowCount);
    }

    public override BinColumn TakeColumn() => _taken ?? (_words is null ? base.TakeColumn() : new WordColumn(_words));

    public override void TakeSparse(ReadOnlySpan<int> rows, ReadOnlySpan<double> values)
    {
        ushort[] bins = ArrayPool<ushort>.Shared.Rent(values.Length);
        _bins.BinsOf(values, bins);
        if (rows.Length < _rowCount)
        {
            (_min, _max) = (0, 0);
        }
        foreach (double value in values)
        {
            _hasMissing |= double.IsNaN(value);
            _min = value < _min ? value : _min;
            _max = value > _max ? value : _max;
        }
        _taken = BinColumn.Of(rows, bins.AsSpan(0, values.Length), _bins.BinOf(0), _bins.BinCount, _rowCount);
        ArrayPool<ushort>.Shared.Return(bins);
    }

    public override void Take(double[] block, int offset, int width, int begin, int end)
    {
        var (min, max, hasMissing) = _words is null
            ? _bins.BinRows(ref block[offset], width, Column.AsSpan(begin, end - begin))
            : _bins.BinRows(ref block[offset], width, _words.AsSpan(begin, end - begin));
        if (min < _min || max > _max || hasMissing && !_hasMissing) // seldom true, and once false always false
        {
            lock (_gate)
            {
                _hasMissing |= hasMissing;
                _min = Math.Min(_min, min);
                _max = Math.Max(_max, max);
            }
        }
    }

    public override BinMapper Finish(ICollective ranks, Func<string> name)
    {
        double[] extremes = [-_min, _max, _hasMissing ? 1 : 0];
        ranks.AllReduceMax(extremes);
        double min = -extremes[0] + 0.0, max = extremes[1] + 0.0; // -0 becomes 0: the order of rows must not decide
        bool hasMissing = extremes[2] > 0;
        var type = _bins.Missing == MissingType.NaN && !hasMissing ? MissingType.None : _bins.Missing;
        if (hasMissing && type != MissingType.NaN)
        {
            (min, max) = (Math.Min(min, 0), Math.Max(max, 0)); // NaN is taken as 0
        }
        // one value, or only missing ones: nothing to split
        bool isConstant = type == MissingType.NaN ? min > max : min >= max;
        return isConstant ? new NumericBins([double.PositiveInfinity], MissingType.None, min, max)
            : new NumericBins(_bins.Edges, type, min, max);
    }

    /// <summary>As in LightGBM, two bins are not enough for a direction of zeros.</summary>
    static NumericBins ZeroMissing(DistinctValues distinct, DatasetOptions options)
    {
        var edges = BinEdges.Find(distinct, options.MaxBin, options.MinDataInBin);
        return edges.Length <= 2 ? WithEdges(edges, MissingType.None)
            : WithEdges(BinEdges.FindAroundZero(distinct, options.MaxBin, options.MinDataInBin), MissingType.Zero);
    }

    /// <summary>Values may be missing outside the sample alone, so their bin must fit behind the others.</summary>
    static NumericBins NaNMissing(DistinctValues distinct, DatasetOptions options, bool sampledMissing)
    {
        int most = options.MaxBin <= BinSet.Size ? byte.MaxValue : ushort.MaxValue - 1;
        int maxBin = Math.Min(options.MaxBin - (sampledMissing ? 1 : 0), most);
        return WithEdges(BinEdges.Find(distinct, maxBin, options.MinDataInBin), MissingType.NaN);
    }

    static NumericBins WithEdges(double[] edges, MissingType missing) => new(edges, missing, 0, 0);

    static int Compact(Span<double> sample)
    {
        int kept = 0;
        foreach (double value in sample)
        {
            if (!double.IsNaN(value))
            {
                sample[kept++] = value;
            }
        }
        return kept;
    }
}

/// <summary>A categorical feature: codes are kept until the most frequent are known.</summary>
sealed class CategoryBinning(DatasetOptions options, int rowCount) : FeatureBinning(rowCount)
{
    readonly NativeBuffer<int> _codes = new(rowCount);
    readonly int _rows = rowCount;
    readonly object _gate = new();
    int _tooLarge = int.MaxValue;

    public override void Take(double[] block, int offset, int width, int begin, int end)
    {
        var codes = _codes.AsSpan(begin, end - begin);
        for (int row = 0, at = offset; row < codes.Length; row++, at += width)
        {
            codes[row] = CategoricalBins.CodeOf(block[at]);
            if (codes[row] > CategoryBins.MaxCode || block[at] >= int.MaxValue)
            {
                lock (_gate)
                {
                    _tooLarge = Math.Min(_tooLarge, begin + row);
                }
            }
        }
    }

    public override void TakeSparse(ReadOnlySpan<int> rows, ReadOnlySpan<double> values)
    {
        _codes.Span.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            _codes[rows[i]] = CategoricalBins.CodeOf(values[i]);
            if (_codes[rows[i]] > CategoryBins.MaxCode || values[i] >= int.MaxValue)
            {
                _tooLarge = Math.Min(_tooLarge, rows[i]);
            }
        }
    }

    public override BinMapper Finish(ICollective ranks, Func<string> name)
    {
        if (_tooLarge < int.MaxValue)
        {
            throw new BadDataException(
                $"categorical column '{name()}' holds a code above {CategoryBins.MaxCode} (row {_tooLarge}); number the categories from 0 on, or write them as text.");
        }
        double[] largest = [-1];
        foreach (int code in _codes.Span)
        {
            largest[0] = Math.Max(largest[0], code);
        }
        ranks.AllReduceMax(largest);
        var counts = new long[(int)largest[0] + 2];
        foreach (int code in _codes.Span)
        {
            counts[code + 1]++;
        }
        ranks.AllReduceSum(counts);
        var categories = CategoryBins.Choose(counts.AsSpan(1), Math.Min(options.MaxBin, BinSet.Size), options.MinDataInBin);
        var kept = categories.Sum(code => counts[code + 1]);
        bool hasOthers = kept < counts.Sum();
        var bins = new CategoricalBins(categories, hasOthers);
        for (int row = 0; row < _rows; row++)
        {
            Column[row] = (byte)bins.BinOfCode(_codes[row]);
        }
        _codes.Free();
        return categories.Length + (hasOthers ? 1 : 0) > 1 ? bins : new CategoricalBins([], hasOthers);
    }
}
