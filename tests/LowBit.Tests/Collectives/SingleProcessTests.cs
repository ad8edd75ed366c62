using LowBit.Collectives;

namespace LowBit.Tests;

public class SingleProcessTests
{
    [Fact]
    public void OneProcessIsRankZeroOfOne()
    {
        Assert.Equal(0, SingleProcess.Instance.Rank);
        Assert.Equal(1, SingleProcess.Instance.Size);
    }
}
