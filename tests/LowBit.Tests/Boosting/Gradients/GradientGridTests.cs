using LowBit.Boosting;

namespace LowBit.Tests;

public class GradientGridTests
{
    [Theory]
    [InlineData(2, 1), InlineData(3, 3), InlineData(4, 7), InlineData(5, 15), InlineData(6, 31), InlineData(7, 63), InlineData(8, 127)]
    public void LevelsFollowFromTheBits(int bits, int level)
    {
        var grid = GradientGrid.For(bits, maxGradient: 3, maxHessian: 0.5, isUnit: false);
        Assert.Equal(new GradientGrid(3.0 / level, 0.5 / (2 * level), level, 2 * level), grid);
        Assert.False(grid.CountsRows);
    }

    [Theory]
    [InlineData(2), InlineData(4), InlineData(8), InlineData(32)]
    public void UnitHessiansCountRows(int bits)
    {
        var grid = GradientGrid.For(bits, maxGradient: 3, maxHessian: 1, isUnit: true);
        Assert.Equal((1.0, 1), (grid.HessianScale, grid.MaxHessian));
        Assert.True(grid.CountsRows);
    }

    [Fact]
    public void TheReferenceModeIsFixedPoint()
    {
        var grid = GradientGrid.For(GradientGrid.ReferenceBits, maxGradient: 3, maxHessian: 0.5, isUnit: false);
        Assert.Equal(new GradientGrid(4 / (double)(1 << 30), 0.5 / (1 << 30), 1 << 30, 1 << 30), grid);
    }

    [Theory]
    [InlineData(0, 1, 4), InlineData(1, 0, 4), InlineData(0, 1, 32), InlineData(1, 0, 32)]
    [InlineData(float.Epsilon, 1, 2), InlineData(1, float.Epsilon, 2), InlineData(1.2e-38f, 1, 8), InlineData(1, 2e-38f, 3)]
    public void WithoutASizeableMaximumThereIsNothingToLearn(float maxGradient, float maxHessian, int bits) =>
        Assert.True(GradientGrid.For(bits, maxGradient, maxHessian, isUnit: false).IsFlat);

    [Theory]
    [InlineData(1.2e-38f, 2), InlineData(1e-35f, 8), InlineData(float.MaxValue, 2), InlineData(float.MaxValue, 8)]
    [InlineData(float.Epsilon, 32), InlineData(float.MaxValue, 32)]
    public void OtherMaximaHaveFiniteScalesAndInverses(float max, int bits)
    {
        var grid = GradientGrid.For(bits, max, 2 * (double)max, isUnit: false);
        Assert.False(grid.IsFlat);
        Assert.All([grid.GradientScale, grid.HessianScale], scale => Assert.True(double.IsFinite(1 / scale) && scale > 0));
        Assert.True(bits == 32 || float.IsFinite((float)(1 / grid.GradientScale)));
    }
}
