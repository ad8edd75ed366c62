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
    public void TheBinsBelowSomeAreThoseUpToIt()
    {
        for (int end = 0; end <= 256; end++)
        {
            Assert.Equal(Enumerable.Range(0, end), Enumerable.Range(0, 256).Where(BinSet.Below(end).Contains));
        }
    }

    [Fact]
    public void ABinIsPutInAndTakenOut()
    {
        var set = BinSet.Below(130);
        foreach (int bin in (int[])[0, 63, 64, 129, 130, 255])
        {
            set.Set(bin, false);
            Assert.Equal(Enumerable.Range(0, 130).Where(other => other != bin), Enumerable.Range(0, 256).Where(set.Contains));
            set.Set(bin, true);
            Assert.True(set.Contains(bin));
            set.Set(bin, bin < 130);
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
