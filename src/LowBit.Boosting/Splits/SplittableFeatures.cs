namespace LowBit.Boosting;

/// <summary>
/// Which features are searched at all, by feature_pre_filter: a numeric one needs a threshold with min_data_in_leaf rows on
/// either side, of all rows of all ranks. Columns of rare words are left out so.
/// </summary>
sealed unsafe class SplittableFeatures
{
    /// <summary>Rows to count before the first look; each look waits for twice as many.</summary>
    const int FirstLook = 4096;

    readonly Dataset _data;
    readonly long _least;
    readonly int[] _offsets;
    readonly long[] _counts;

    SplittableFeatures(Dataset data, long least)
    {
        (_data, _least, _offsets) = (data, least, new int[data.Features.Length + 1]);
        for (int feature = 0; feature < data.Features.Length; feature++)
        {
            _offsets[feature + 1] = _offsets[feature] + data.Features[feature].Bins.BinCount;
        }
        _counts = new long[_offsets[^1]];
    }

    /// <returns>[features].</returns>
    /// <param name="data">The features.</param>
    /// <param name="options">The filter, and the rows that a side must have.</param>
    /// <param name="team">Threads that count.</param>
    public static bool[] Of(Dataset data, BoosterOptions options, WorkerTeam team)
    {
        if (!options.FeaturePreFilter)
        {
            return [.. data.Features.Select(_ => true)];
        }
        var splittable = new SplittableFeatures(data, Math.Max(1, options.MinDataInLeaf));
        team.ForRanges(data.Bins.ColumnCount, 1, splittable.CountColumns);
        // enough rows of one rank are enough of all; where no rank has enough, all counts are complete
        data.Collective.AllReduceSum(splittable._counts);
        return [.. Enumerable.Range(0, data.Features.Length).Select(splittable.Is)];
    }

    Span<long> CountsOf(int feature) => _counts.AsSpan(_offsets[feature].._offsets[feature + 1]);

    bool Is(int feature)
    {
        var bins = _data.Features[feature].Bins;
        return bins is CategoricalBins || HasThreshold(CountsOf(feature), bins.MissingBin);
    }

    /// <summary>Missing rows, on either side, and those of the bins up to some are enough, and so are the others.</summary>
    bool HasThreshold(ReadOnlySpan<long> counts, int missingBin)
    {
        long total = 0, missing = missingBin < 0 ? 0 : counts[missingBin], below = 0;
        foreach (long count in counts)
        {
            total += count;
        }
        for (int bin = 0; bin < counts.Length; bin++)
        {
            below += bin == missingBin ? 0 : counts[bin];
            long above = total - missing - below;
            if (Math.Min(below, above + missing) >= _least || Math.Min(below + missing, above) >= _least)
            {
                return true;
            }
        }
        return false;
    }

    void CountColumns(int begin, int end)
    {
        for (int column = begin; column < end; column++)
        {
            if (_data.Bins.IsByte(column))
            {
                CountBytes(column);
            }
            else if (_data.Bins.IsWord(column))
            {
                CountWords(column);
            }
            else
            {
                CountSparse(column);
            }
        }
    }

    void CountBytes(int column)
    {
        byte* values = _data.Bins.Bytes(column);
        long* counts = stackalloc long[256];
        new Span<long>(counts, 256).Clear();
        for (int row = 0, look = FirstLook; row < _data.RowCount; look *= 2)
        {
            for (int end = (int)Math.Min((uint)look, (uint)_data.RowCount); row < end; row++)
            {
                counts[values[row]]++;
            }
            SpreadBytes(column, counts);
            if (Array.TrueForAll(_data.Bins.FeaturesOf[column], Is))
            {
                return;
            }
        }
    }

    void SpreadBytes(int column, long* values)
    {
        int valueCount = _data.Bins.ValueCount(column);
        foreach (int feature in _data.Bins.FeaturesOf[column])
        {
            var counts = CountsOf(feature);
            counts.Clear();
            for (int value = 0; value < valueCount; value++)
            {
                counts[_data.Bins.Places[feature].BinOf(value, counts.Length)] += values[value];
            }
        }
    }

    void CountWords(int column)
    {
        int feature = _data.Bins.FeaturesOf[column][0];
        var counts = CountsOf(feature);
        ushort* bins = _data.Bins.Words(column);
        for (int row = 0, look = FirstLook; row < _data.RowCount && !Is(feature); look *= 2)
        {
            for (int end = (int)Math.Min((uint)look, (uint)_data.RowCount); row < end; row++)
            {
                counts[bins[row]]++;
            }
        }
    }

    void CountSparse(int column)
    {
        var counts = CountsOf(_data.Bins.FeaturesOf[column][0]);
        var sparse = _data.Bins.Sparse(column);
        foreach (ushort bin in sparse.Bins)
        {
            counts[bin]++;
        }
        counts[sparse.DefaultBin] += _data.RowCount - sparse.Count;
    }
}
