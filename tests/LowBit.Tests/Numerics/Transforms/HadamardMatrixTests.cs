using LowBit.Numerics;

namespace LowBit.Tests;

public class HadamardMatrixTests
{
    public static TheoryData<int> Sizes => [.. HadamardMatrix.Sizes.ToArray()];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void RowsAreOrthogonal(int size)
    {
        var signs = HadamardMatrix.Of(size);
        Assert.All(signs, sign => Assert.True(sign is 1 or -1));
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                Assert.Equal(i == j ? size : 0, Enumerable.Range(0, size).Sum(k => signs[i * size + k] * signs[j * size + k]));
            }
        }
    }

    [Fact]
    public void OtherSizesAreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => HadamardMatrix.Of(44));
}
