using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class LeafTableTests
{
    static uint Word(int row, uint stream) => new RandomStream(6, stream, 0).Word((ulong)row);

    static long[] Sums(LeafTable table, int leafCount, ushort[] leaves, int[] gradients, int[]? hessians)
    {
        fixed (ushort* leaf = leaves)
        fixed (int* gradient = gradients, hessian = hessians)
        {
            if (hessians is null)
            {
                table.AddCounting(leaf, gradient, leaves.Length);
                table.Unpack(leafCount);
            }
            else
            {
                table.Add(leaf, gradient, hessian, leaves.Length);
            }
        }
        long[] total = new long[2 * leafCount];
        table.MoveTo(total);
        return total;
    }

    static long[] Expected(int leafCount, ushort[] leaves, int[] gradients, int[]? hessians)
    {
        long[] total = new long[2 * leafCount];
        for (int row = 0; row < leaves.Length; row++)
        {
            total[2 * leaves[row]] += gradients[row];
            total[2 * leaves[row] + 1] += hessians is null ? 1 : hessians[row];
        }
        return total;
    }

    [Theory]
    [InlineData(1, 1), InlineData(5, 3), InlineData(256, 256), InlineData(257, 257), InlineData(65535, 65535)]
    public void SumsAreThoseOfRowAfterRowAtEveryLength(int maxLeaves, int leafCount)
    {
        var table = new LeafTable(maxLeaves); // used again and again: it starts from 0 each time
        foreach (int length in (int[])[0, 1, 2, 3, 4, 5, 7, 8, 63, 64, 1001])
        {
            ushort[] leaves = [.. Enumerable.Range(0, length).Select(row => (ushort)(Word(row, 1) % (uint)leafCount))];
            int[] gradients = [.. Enumerable.Range(0, length).Select(row => (int)(Word(row, 2) >> 1) - FixedPoint.MaxCode)];
            int[] hessians = [.. Enumerable.Range(0, length).Select(row => (int)(Word(row, 3) >> 2))];
            foreach (int[]? curvatures in (int[]?[])[null, hessians])
            {
                Assert.Equal(
                    Expected(leafCount, leaves, gradients, curvatures), Sums(table, leafCount, leaves, gradients, curvatures));
            }
        }
    }

    [Theory]
    [InlineData(FixedPoint.MaxCode), InlineData(-FixedPoint.MaxCode), InlineData(-1)]
    public void TheLargestCodesOfAsManyRowsAsMayBeCountedFit(int code)
    {
        ushort[] leaves = [.. Enumerable.Repeat((ushort)300, LeafTable.MaxCounted)];
        int[] gradients = [.. Enumerable.Repeat(code, LeafTable.MaxCounted)];
        long[] sums = Sums(new LeafTable(301), 301, leaves, gradients, null);
        Assert.Equal([(long)code * LeafTable.MaxCounted, LeafTable.MaxCounted], sums[600..]);
        Assert.All(sums[..600], sum => Assert.Equal(0, sum));
    }
}
