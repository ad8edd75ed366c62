using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>The rows that each tree starts from, written into the partition: all rows or those of the bag, ascending.</summary>
sealed unsafe class RootRows
{
    const int GrainRows = 32_768;

    readonly RowPartition _partition;
    readonly WorkerTeam _team;
    readonly Action<int, int> _fillAll, _fillBag;
    Bag? _bag;
    short* _packed;

    public RootRows(RowPartition partition, WorkerTeam team)
    {
        (_partition, _team) = (partition, team);
        (_fillAll, _fillBag) = (FillAll, FillBag);
    }

    /// <summary>All rows; their packed gradients stand in the partition already.</summary>
    public void Fill() => _team.ForRanges(_partition.RootRows.Length, GrainRows, _fillAll);

    /// <summary>The rows of a bag.</summary>
    /// <param name="bag">The bag.</param>
    /// <param name="packed">[rows] packed gradients of all rows; null where the partition carries none.</param>
    public void Fill(Bag bag, short* packed)
    {
        _bag = bag;
        _packed = packed;
        _team.ForRanges(bag.Count, GrainRows, _fillBag);
    }

    void FillAll(int begin, int end)
    {
        fixed (int* rows = _partition.RootRows)
        {
            int row = begin;
            var numbers = Vector256.Create(begin) + Vector256<int>.Indices;
            for (; row <= end - Vector256<int>.Count; row += Vector256<int>.Count)
            {
                numbers.Store(rows + row);
                numbers += Vector256.Create(Vector256<int>.Count);
            }
            for (; row < end; row++)
            {
                rows[row] = row;
            }
        }
    }

    void FillBag(int begin, int end)
    {
        var bag = _bag!.Rows[begin..end];
        bag.CopyTo(_partition.RootRows[begin..]);
        if (_packed == null || !_partition.CarriesPacked)
        {
            return;
        }
        var packed = _partition.RootPacked.Slice(begin, bag.Length);
        for (int i = 0; i < packed.Length; i++)
        {
            packed[i] = _packed[bag[i]];
        }
    }
}
