using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>The rows that start in one stretch of a LibSVM file.</summary>
sealed class LibSvmPart
{
    readonly List<double> _labels = [];
    readonly List<long> _groups = [];
    readonly List<int> _rowEnds = [], _columns = [];
    readonly List<double> _values = [];

    internal ReadOnlySpan<double> Labels => CollectionsMarshal.AsSpan(_labels);

    /// <summary>[rows] the number behind <c>qid:</c>; empty where rows have none.</summary>
    internal ReadOnlySpan<long> Groups => CollectionsMarshal.AsSpan(_groups);

    /// <summary>[rows] entries up to the end of each row.</summary>
    internal ReadOnlySpan<int> RowEnds => CollectionsMarshal.AsSpan(_rowEnds);

    internal ReadOnlySpan<int> Columns => CollectionsMarshal.AsSpan(_columns);

    internal ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>Largest index, kept or not; −1 without any.</summary>
    internal int LargestIndex { get; private set; } = -1;

    internal void AddLabel(double label) => _labels.Add(label);

    internal void AddGroup(long group) => _groups.Add(group);

    /// <summary>Notes an index, and its value unless the column is not wanted.</summary>
    internal void AddEntry(int index, double value, int columnLimit)
    {
        LargestIndex = Math.Max(LargestIndex, index);
        if (index < columnLimit)
        {
            _columns.Add(index);
            _values.Add(value);
        }
    }

    internal void EndRow() => _rowEnds.Add(_columns.Count);
}
