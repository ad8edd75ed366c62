using LowBit.Numerics;

namespace LowBit.Interop.Tests;

/// <summary>E8M0 against libtorch's cast, which ignores the sign, rounds ties up and does not saturate.</summary>
public class E8M0Oracle
{
    const string Name = "E8M0";
    const float MinNormal = 1.17549435E-38f; // 2⁻¹²⁶
    const float Smallest = MinNormal / 2;

    static readonly FloatFormat Ours = FloatFormats.E8M0;

    public static TheoryData<string> Inputs => [.. FormatInputs.Names];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void PositiveNumbersHaveTorchsCodes(string inputs)
    {
        TorchPeer.LoadOrSkip();
        float[] values = [.. FormatInputs.Of(inputs, Ours).Where(value => value >= MinNormal && value < 0.75f * float.MaxValue && !IsTie(value))];
        TorchCast.AssertSameCodes(values, [.. values.Select(value => Ours.Encode(value))], Name);
    }

    // Of normal numbers, libtorch's cast is this one.
    [Theory]
    [MemberData(nameof(Inputs))]
    public void TorchRoundsMagnitudesWithTiesUpAndOverflowToNaN(string inputs)
    {
        TorchPeer.LoadOrSkip();
        var unsaturated = Ours with { Overflow = OverflowRule.Special };
        float[] values = [.. FormatInputs.Of(inputs, Ours).Where(value => Math.Abs(value) >= MinNormal)];
        TorchCast.AssertSameCodes(
            values, [.. values.Select(value => unsaturated.Encode(Math.Abs(value), RoundingMode.NearestAway))], Name);
    }

    [Fact]
    public void CodesHaveTorchsNumbers()
    {
        TorchPeer.LoadOrSkip();
        TorchCast.AssertSameNumbers(Ours);
    }

    // A scale of 1.5 · 2ᵏ: ours goes to the even code, libtorch's to the larger power.
    [Theory]
    [InlineData(1.5f, 128, 128)]
    [InlineData(3f, 128, 129)]
    [InlineData(6f, 130, 130)]
    public void TieGoesToTheEvenCodeWhereTorchsGoesUp(float value, uint ours, uint torchs) => AssertCodes(value, ours, torchs);

    // Zero has no code; both give the smallest number.
    [Theory]
    [InlineData(0f)]
    [InlineData(float.Epsilon)]
    public void ZeroIsTheSmallestNumberInBoth(float magnitude)
    {
        AssertCodes(magnitude, 0, 0);
        Assert.Equal(0u, TorchCast.Encode([-0f], Name)[0]);
        Assert.Equal(0u, Ours.Encode(-0f));
    }

    // A negative number has no code: NaN, where libtorch takes its magnitude.
    [Theory]
    [InlineData(-1f, 127)]
    [InlineData(-5f, 129)]
    public void NegativeIsNaNWhereTorchDropsTheSign(float value, uint torchs) => AssertCodes(value, 255, torchs);

    // Both exceed 2¹²⁷, the largest number, by half or more: it, where libtorch has NaN.
    [Theory]
    [InlineData(2.5521177519070385E+38f)] // 1.5 · 2¹²⁷
    [InlineData(float.MaxValue)]
    [InlineData(float.PositiveInfinity)]
    public void OverflowSaturatesWhereTorchsIsNaN(float value) => AssertCodes(value, 254, 255);

    // Between 2⁻¹²⁷ and 1.5 · 2⁻¹²⁷ the nearest power is the lower one; libtorch takes the upper.
    [Fact]
    public void SubnormalIsRoundedToTheNearestWhereTorchsIsNot()
    {
        AssertCodes(Smallest, 0, 0);
        AssertCodes(float.BitIncrement(Smallest), 0, 1);
        AssertCodes(1.25f * Smallest, 0, 1);
        AssertCodes(1.75f * Smallest, 1, 1);
    }

    static void AssertCodes(float value, uint ours, uint torchs)
    {
        TorchPeer.LoadOrSkip();
        Assert.Equal((ours, torchs), (Ours.Encode(value), TorchCast.Encode([value], Name)[0]));
    }

    static bool IsTie(float value) => (BitConverter.SingleToUInt32Bits(value) & 0x7F_FFFF) == 0x40_0000;
}
