using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class ScoreOrderTests
{
    static int[] Descending(double[] scores)
    {
        var order = new int[scores.Length];
        ScoreOrder.Descending(scores, order);
        return order;
    }

    [Fact]
    public void MatchesAStableSort() => Gen.OneOf(Gen.Int[-3, 3].Select(i => i * 0.5), Gen.Double[-1e3, 1e3])
        .Array[0, 300].Sample(scores =>
            Assert.Equal(Enumerable.Range(0, scores.Length).OrderByDescending(row => scores[row]), Descending(scores)));

    [Fact]
    public void WholeRangeIsOrdered() => Assert.Equal(
        [6, 4, 1, 2, 5, 0, 3],
        Descending([-1, 1e-300, double.Epsilon, double.MinValue, 1, -0.0, double.MaxValue]));

    [Fact]
    public void MinusZeroIsZero() => Assert.Equal([0, 1, 2], Descending([-0.0, 0, -0.0]));
}
