using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class NearestNameTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("num_laeves", "num_leaves", 1)]
    [InlineData("ca", "abc", 3)]
    public void DistanceCountsEdits(string left, string right, int distance) =>
        Assert.Equal(distance, NearestName.Distance(left, right));

    [Fact]
    public void DistanceIsSymmetricAndZeroOnlyForEquals()
    {
        var word = Gen.String[Gen.Char['a', 'c'], 0, 8];
        Gen.Select(word, word).Sample((left, right) =>
            NearestName.Distance(left, right) == NearestName.Distance(right, left)
            && NearestName.Distance(left, right) == 0 == (left == right), iter: 2000, seed: "0000KOIPUNQ4");
    }

    [Fact]
    public void FarNamesAreNotSuggested()
    {
        string[] names = ["train", "predict"];
        Assert.Equal("train", NearestName.Of("trian", names));
        Assert.Null(NearestName.Of("zzzzzzzzz", names));
        Assert.Equal(" Did you mean predict?", NearestName.Question("predit", names));
        Assert.Equal("", NearestName.Question("xyzxyz", names));
        Assert.Null(NearestName.Of("x", []));
    }
}
