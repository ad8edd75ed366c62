using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class HistogramPoolTests
{
    [Fact]
    public void RentedSlotsAreApartAndReturnedOnesAreUsedAgain()
    {
        var pool = new HistogramPool(wordCount: 10);
        int first = pool.Rent(), second = pool.Rent();
        Assert.True(Math.Abs(pool[first] - pool[second]) >= 10);
        pool.Return(first);
        Assert.Equal(first, pool.Rent());
        pool.Reset();
        Assert.Equal([first, second], ((int[])[pool.Rent(), pool.Rent()]).Order());
    }
}
