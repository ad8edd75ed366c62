namespace LowBit.Boosting;

/// <summary>Rows by bin of one feature, or none.</summary>
/// <param name="start">Count of the first bin; null: rows are not counted.</param>
/// <param name="stride">From one count to the next.</param>
readonly unsafe struct RowCounts(long* start, int stride)
{
    public bool Exist => start != null;

    public long this[int bin] => start[(long)bin * stride];
}
