using System.Numerics;
using LowBit.Numerics;

namespace LowBit.Tests;

public class FourthRootsTests
{
    // [iFairy] worked by hand: −i, −1, 1, i.
    [Fact]
    public void NearestRootIsThatOfThePublishedRule()
    {
        var codes = new byte[4];
        FourthRoots.Encode([0.1f, -0.4f, 0.7f, 1.3f], [-2.2f, 0.31f, -0.46f, 1.4f], codes);
        Assert.Equal(new byte[] { 3, 2, 0, 1 }, codes);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(-1, 1, 2)]
    [InlineData(-1, -1, 3)]
    [InlineData(1, -1, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(float.NaN, 1, 0)]
    [InlineData(-1, float.NaN, 0)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, 1)]
    [InlineData(float.NegativeInfinity, 1, 2)]
    [InlineData(1e-45f, 0, 0)]
    public void DiagonalsGoCounterClockwiseAndZeroToOne(float re, float im, int code) =>
        Assert.Equal(code, FourthRoots.Encode(re, im));

    [Fact]
    public void NegativeZeroIsZero() => Assert.Equal(0, FourthRoots.Encode(-0f, -0f));

    [Fact]
    public void TimesIIsTheNextCode()
    {
        foreach (float re in RoundingSamples.Values.Where(float.IsFinite))
        {
            foreach (float im in RoundingSamples.Values.Where(im => float.IsFinite(im) && (im != 0 || re != 0)))
            {
                Assert.Equal((FourthRoots.Encode(re, im) + 1) % 4, FourthRoots.Encode(-im, re));
            }
        }
    }

    [Fact]
    public void CodesAreThoseOfTheAngle()
    {
        for (int degrees = -179; degrees < 180; degrees++)
        {
            var (im, re) = Math.SinCos(degrees * Math.PI / 180);
            int expected = (int)Math.Floor((degrees + 45 + 360) % 360 / 90.0);
            Assert.True(degrees % 45 == 0 && degrees % 90 != 0 || FourthRoots.Encode((float)re, (float)im) == expected, $"{degrees}");
        }
    }

    [Fact]
    public void CodesGiveThePowersOfI()
    {
        float[] re = new float[8], im = new float[8];
        FourthRoots.Decode([0, 1, 2, 3, 4, 5, 6, 255], re, im);
        for (int i = 0; i < 8; i++)
        {
            int power = i == 7 ? 3 : i % 4;
            Assert.Equal(new[] { Complex.One, Complex.ImaginaryOne, -1, -Complex.ImaginaryOne }[power], new Complex(re[i], im[i]));
            Assert.Equal(power, FourthRoots.Encode(re[i], im[i]));
        }
    }
}
