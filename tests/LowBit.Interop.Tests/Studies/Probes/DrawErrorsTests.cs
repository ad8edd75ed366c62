using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class DrawErrorsTests
{
    // Draws 1, 3 and 5, 5 of the marks 2 and 4: means 2 and 5, variances 2 and 0, squared bias 0 + 1.
    [Fact]
    public void SumsVarianceAndSquaredBiasOverElements()
    {
        var errors = new DrawErrors([2, 4]);
        errors.Add([1, 5]);
        errors.Add([3, 5]);
        Assert.Equal((2.0, 1.0), (errors.Variance, errors.SquaredBias));
        Assert.Equal(1, errors.BiasRatio);
    }

    [Fact]
    public void RatioByOtherNoiseTakesItsVariance()
    {
        var (errors, noise) = (new DrawErrors([0]), new DrawErrors([0]));
        errors.Add([2]);
        errors.Add([2]);
        noise.Add([1]);
        noise.Add([-1]);
        Assert.Equal(4, errors.BiasRatioBy(noise)); // 2² / (2 / 2)
    }
}
