using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class RowPartitionTests
{
    const int Rows = 20_011;

    static readonly NumericBins Bins = new([1, 2, 3, double.PositiveInfinity], MissingType.None, 0, 0);

    static byte BinOf(int row) => (byte)(new RandomStream(6, 1, 0).Word((ulong)row) % 4);

    static short PackedOf(int row) => (short)(row * 7);

    public static TheoryData<KernelPath, int, bool> Ways => new(
        from path in Isa.Supported from threads in (int[])[1, 3] from packed in (bool[])[true, false] select (path, threads, packed));

    /// <summary>Splits the root, then its right side, which lies between other rows, then that one's left side.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void SplitsPartRowsInTheirOrderAndCarryTheirGradients(KernelPath path, int threads, bool carriesPacked)
    {
        using var team = new WorkerTeam(threads);
        var column = new NativeBuffer<byte>(Rows);
        var partition = new RowPartition(Rows, carriesPacked, team, path);
        for (int row = 0; row < Rows; row++)
        {
            column[row] = BinOf(row);
            partition.RootRows[row] = row;
        }
        for (int row = 0; row < partition.RootPacked.Length; row++)
        {
            partition.RootPacked[row] = PackedOf(row);
        }
        var matrix = new BinnedMatrix([new ByteColumn(column)], [4], Rows, team);
        int[] all = [.. Enumerable.Range(0, Rows)];
        AssertHolds(partition, new(0, Rows, 0), all);
        var (first, rest) = partition.Split(new(0, Rows, 0), new(new Split { Bin = 0 }, Bins, matrix));
        var (middle, last) = partition.Split(rest, new(new Split { Bin = 2 }, Bins, matrix));
        var (second, third) = partition.Split(middle, new(new Split { Bin = 1 }, Bins, matrix));
        var (same, none) = partition.Split(third, new(new Split { Bin = 2 }, Bins, matrix));
        AssertHolds(partition, first, all.Where(row => BinOf(row) == 0));
        AssertHolds(partition, second, all.Where(row => BinOf(row) == 1));
        AssertHolds(partition, same, all.Where(row => BinOf(row) == 2));
        AssertHolds(partition, none, []);
        AssertHolds(partition, last, all.Where(row => BinOf(row) == 3));
        GC.KeepAlive((matrix, partition));
    }

    static void AssertHolds(RowPartition partition, LeafRows leaf, IEnumerable<int> rows)
    {
        var segment = partition.Segment(leaf, null);
        Assert.Equal(rows, new Span<int>(segment.Rows, segment.Count).ToArray());
        Assert.Equal(leaf.Count == Rows, segment.AreNeighbours);
        Assert.Equal(partition.CarriesPacked, segment.Packed != null);
        if (segment.Packed != null)
        {
            Assert.Equal(rows.Select(PackedOf), new Span<short>(segment.Packed, segment.Count).ToArray());
        }
    }
}
