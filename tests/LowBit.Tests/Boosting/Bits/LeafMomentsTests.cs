using LowBit.Boosting;

namespace LowBit.Tests;

public class LeafMomentsTests
{
    static readonly SplitMoments Split = new(0, 1, ParentLambda: 0.5, ChildLambda: 2);

    [Fact]
    public void GainIsThatOfTheLoss()
    {
        LeafMoments[] moments = [new(3, 0, 4, 0), new(-5, 0, 7, 0)];
        Assert.Equal(9 / 6.0 + 25 / 9.0 - 4 / 11.5, Split.Gain(moments), 1e-12);
    }

    [Fact]
    public void ANodeWithoutHessianGainsNothing() =>
        Assert.Equal(4 / 9.0 - 9 / 5.5, Split.Gain([new(1, 0, -2, 0), new(2, 0, 7, 0)]), 1e-12);

    /// <summary>Slow reference: many draws of normal gradient sums, and of hessian sums that vary little.</summary>
    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(4, 0)]
    [InlineData(0.1, 0.01)]
    public void VarianceIsThatOfManyDraws(double gradientVariance, double hessianVariance)
    {
        LeafMoments left = new(3, gradientVariance, 40, hessianVariance), right = new(-5, 2 * gradientVariance, 70, 2 * hessianVariance);
        const int Draws = 100_000;
        double sum = 0, squares = 0;
        for (uint draw = 0; draw < Draws; draw++)
        {
            LeafMoments[] drawn = [Draw(left, draw, 0), Draw(right, draw, 2)];
            double gain = Split.Gain(drawn);
            (sum, squares) = (sum + gain, squares + gain * gain);
        }
        double variance = (squares - sum * sum / Draws) / Draws;
        Assert.InRange(Split.Variance([left, right]) / variance, 0.97, 1.03);
    }

    static LeafMoments Draw(LeafMoments node, uint draw, uint at) => new(
        node.Gradient + Math.Sqrt(node.GradientVariance) * Normal(draw, at), 0,
        node.Hessian + Math.Sqrt(node.HessianVariance) * Normal(draw, at + 1), 0);

    static double Normal(uint draw, uint at)
    {
        var random = new LowBit.Numerics.RandomStream(5, 99, draw);
        double u = (random.Word(2 * at) + 0.5) / 4294967296, v = random.Word(2 * at + 1) / 4294967296.0;
        return Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v);
    }
}
