using LowBit.Boosting;

namespace LowBit.Tests;

public class BinSetTests
{
    [Fact]
    public void EveryBinIsInTheSetItWasAddedToAndInNoOther()
    {
        for (int bin = 0; bin < 256; bin++)
        {
            var set = default(BinSet);
            set.Add(bin);
            Assert.Equal([bin], Enumerable.Range(0, 256).Where(set.Contains));
            Assert.Equal(1ul << (bin % 64), set.Word(bin / 64));
            Assert.NotEqual(default, set);
        }
    }

    [Fact]
    public void SetsAreEqualWhereTheirBinsAre()
    {
        BinSet a = default, b = default;
        a.Add(3);
        a.Add(200);
        b.Add(200);
        Assert.NotEqual(a, b);
        b.Add(3);
        Assert.True(a.Equals(b) && a.GetHashCode() == b.GetHashCode());
    }
}
