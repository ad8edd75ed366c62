using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class RootRowsTests
{
    [Theory]
    [InlineData(1, 1), InlineData(7, 2), InlineData(8, 1), InlineData(100_003, 1), InlineData(100_003, 3)]
    public void AllRowsAscendAndRowsOfABagTakeTheirGradientsAlong(int rowCount, int threads)
    {
        using var team = new WorkerTeam(threads);
        var partition = new RowPartition(rowCount, carriesPacked: true, team, Isa.Best);
        var root = new RootRows(partition, team);
        root.Fill();
        Assert.Equal(Enumerable.Range(0, rowCount), partition.RootRows.ToArray());

        var bag = new Bag(new() { BaggingFreq = 1, BaggingFraction = 0.6 }, LabelRows.Of(new double[rowCount], 0, null, null));
        bag.StartRound(0);
        short[] packed = [.. Enumerable.Range(0, rowCount).Select(row => (short)(row * 31))];
        fixed (short* gradients = packed)
        {
            root.Fill(bag, gradients);
        }
        Assert.Equal(bag.Rows, partition.RootRows[..bag.Count]);
        Assert.Equal(bag.Rows.ToArray().Select(row => packed[row]), partition.RootPacked[..bag.Count].ToArray());
    }

    [Fact]
    public void APartitionThatCarriesNoGradientsGetsRowsAlone()
    {
        using var team = new WorkerTeam(2);
        var partition = new RowPartition(5000, carriesPacked: false, team, Isa.Best);
        var bag = new Bag(new() { BaggingFreq = 1, BaggingFraction = 0.5 }, LabelRows.Of(new double[5000], 0, null, null));
        bag.StartRound(0);
        new RootRows(partition, team).Fill(bag, null);
        Assert.Equal(bag.Rows, partition.RootRows[..bag.Count]);
    }
}
