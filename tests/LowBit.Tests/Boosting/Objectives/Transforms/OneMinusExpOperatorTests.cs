using System.Runtime.Intrinsics;
using LowBit.Boosting;

namespace LowBit.Tests;

public class OneMinusExpOperatorTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1e-300, 1e-300)]
    [InlineData(1e-20, 1e-20)]
    [InlineData(1e-9, 9.999999995e-10)]
    [InlineData(0.1, 0.09516258196404043)]
    [InlineData(0.6931471805599453, 0.5)]
    [InlineData(3, 0.950212931632136)]
    [InlineData(800, 1)]
    public void KeepsItsDigits(double x, double expected)
    {
        Assert.Equal(expected, OneMinusExpOperator.Invoke(x), 4e-16 * expected);
        Assert.Equal(OneMinusExpOperator.Invoke(x), OneMinusExpOperator.Invoke(Vector256.Create(x))[3]);
    }
}
