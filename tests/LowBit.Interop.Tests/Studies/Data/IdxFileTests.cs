using LowBit.Boosting;
using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class IdxFileTests
{
    [Fact]
    public void ReadsAxesAndElements()
    {
        var (shape, elements) = IdxFile.Parse(new("x", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]), 2);
        Assert.Equal([2, 3], shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], elements);
    }

    [Theory]
    [InlineData("x has 7 bytes; the head of an IDX file with 1 axes has 8. Get it anew.", 0, 0, 8, 1, 0, 0, 0)]
    [InlineData("x begins with 00000903; an IDX file of bytes with 1 axes begins with 00000801.", 0, 0, 9, 3, 0, 0, 0, 1, 9)]
    [InlineData("x holds 2 elements, its head says 3. It is cut short or altered; get it anew.", 0, 0, 8, 1, 0, 0, 0, 3, 1, 2)]
    [InlineData("x holds 2 elements, its head says 1. It is cut short or altered; get it anew.", 0, 0, 8, 1, 0, 0, 0, 1, 1, 2)]
    [InlineData("x says that it holds 0 elements; every axis needs at least one.", 0, 0, 8, 1, 0, 0, 0, 0)]
    [InlineData("x says that it holds -1 elements; every axis needs at least one.", 0, 0, 8, 1, 255, 255, 255, 255)]
    public void BrokenFileIsRefused(string message, params int[] bytes) =>
        Assert.Equal(message, Assert.Throws<BadDataException>(() => IdxFile.Parse(new("x", [.. bytes.Select(b => (byte)b)]), 1)).Message);

    // 2³¹ − 1 cubed is more than 64 bits hold.
    [Fact]
    public void AxesWhoseProductOverflowsAreRefused()
    {
        byte[] most = [127, 255, 255, 255];
        Assert.Throws<BadDataException>(() => IdxFile.Parse(new("x", [0, 0, 8, 3, .. most, .. most, .. most, 1]), 3));
    }
}
