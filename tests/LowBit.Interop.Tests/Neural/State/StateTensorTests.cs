using LowBit.Neural;

namespace LowBit.Interop.Tests;

public class StateTensorTests
{
    [Theory]
    [InlineData(StateElement.F32, 4)]
    [InlineData(StateElement.I32, 4)]
    [InlineData(StateElement.BF16, 2)]
    [InlineData(StateElement.U8, 1)]
    [InlineData(StateElement.I8, 1)]
    [InlineData(StateElement.I64, 8)]
    public void BytesAreThoseOfTheShape(StateElement type, int size)
    {
        Assert.Equal(6 * size, new StateTensor("t", type, [2, 3], new byte[6 * size]).Data.Length);
        Assert.Equal(size, new StateTensor("t", type, [], new byte[size]).Data.Length);
        Assert.Equal(
            $"t has 5 bytes; {type} of [7 × 3] needs {21 * size}. (Parameter 'data')",
            Assert.Throws<ArgumentException>(() => new StateTensor("t", type, [7, 3], new byte[5])).Message);
    }
}
