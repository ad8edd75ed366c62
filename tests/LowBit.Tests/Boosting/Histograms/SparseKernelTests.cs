using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class SparseKernelTests
{
    const int Rows = 700, Columns = 2 * SparseKernel.MostCopied;

    /// <summary>Rows of no entries, of few, of as many as are copied and of more.</summary>
    static int EntriesOf(int row) => (row % 7) switch
    {
        0 => 0,
        1 => Columns,
        2 => SparseKernel.MostCopied,
        3 => SparseKernel.MostCopied + 1,
        _ => row % 23,
    };

    static SparseCells Cells()
    {
        var columns = Enumerable.Range(0, Columns).Select(column =>
        {
            int[] rows = [.. Enumerable.Range(0, Rows).Where(row => column < EntriesOf(row))];
            return new SparseColumn(rows, [.. rows.Select(row => (ushort)(1 + (row + column) % 3))], 0);
        });
        return new([.. columns], [.. Enumerable.Range(0, Columns).Select(column => 3 * column)], Rows);
    }

    [Fact]
    public void CopiedRowsAreAddedAsOthersAre()
    {
        var sparse = Cells();
        foreach (int step in (int[])[1, 2, 7])
        {
            int[] rows = [.. Enumerable.Range(0, Rows).Where(row => row % step == step - 1)];
            short[] packed = [.. rows.Select(row => (short)(256 * (row % 15 - 7) + row % 14))];
            long[] expected = new long[3 * Columns], copied = new long[3 * Columns];
            fixed (int* indices = rows)
            fixed (short* levels = packed)
            fixed (long* one = expected, other = copied)
            {
                var segment = new RowSegment { Rows = indices, Packed = levels, Count = rows.Length };
                SparseKernel.Add<PackedSums>(segment, sparse, one);
                SparseKernel.AddCopied(segment, sparse, other);
                SparseKernel.AddCopied(segment with { Count = 0 }, sparse, other);
            }
            Assert.Equal(expected, copied);
            Assert.Equal(rows.Sum(row => EntriesOf(row) * ((row % 15 - 7) * (1L << 32) + row % 14)), copied.Sum());
        }
        GC.KeepAlive(sparse);
    }

    [Fact]
    public void RowsOfSomeEntriesAreCopied()
    {
        var sparse = Cells();
        Assert.True(SparseKernel.Copies(sparse, (int)sparse.EntryCount / 6));
        Assert.False(SparseKernel.Copies(sparse, (int)sparse.EntryCount));
        Assert.False(SparseKernel.Copies(sparse, (int)sparse.EntryCount / 20));
    }
}
