namespace LowBit.Boosting;

/// <summary>Counts a leaf's rows by bin of one feature, however it is stored.</summary>
static unsafe class BinCounts
{
    /// <summary>Adds the rows to the counts of their bins.</summary>
    /// <param name="bins">The bins of all rows.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="rows">[count] row indices, ascending.</param>
    /// <param name="count">Rows.</param>
    /// <param name="counts">in, out: [bins].</param>
    public static void Add(BinnedMatrix bins, int feature, int* rows, int count, int* counts)
    {
        var place = bins.Places[feature];
        if (bins.IsWord(place.Column))
        {
            HistogramKernel.Count(rows, count, bins.Words(place.Column), counts);
        }
        else if (!bins.IsByte(place.Column))
        {
            AddSparse(bins.Sparse(place.Column), rows, count, counts);
        }
        else if (place.OmitsDefault)
        {
            AddBundled(bins.Bytes(place.Column), place, bins.BinCount(feature), rows, count, counts);
        }
        else
        {
            HistogramKernel.Count(rows, count, bins.Bytes(place.Column), counts);
        }
    }

    static void AddBundled(byte* column, FeaturePlace place, int binCount, int* rows, int count, int* counts)
    {
        int* values = stackalloc int[256];
        new Span<int>(values, 256).Clear();
        HistogramKernel.Count(rows, count, column, values);
        for (int value = 0; value < 256; value++)
        {
            counts[place.BinOf(value, binCount)] += values[value];
        }
    }

    static void AddSparse(SparseColumn column, int* rows, int count, int* counts)
    {
        int found = 0;
        foreach (var (_, at) in column.EntriesIn(new(rows, count)))
        {
            counts[column.Bins[at]]++;
            found++;
        }
        counts[column.DefaultBin] += count - found;
    }
}
