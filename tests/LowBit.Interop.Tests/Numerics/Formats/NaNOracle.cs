using LowBit.Numerics;

namespace LowBit.Interop.Tests;

/// <summary>What becomes of NaNs: a NaN in libtorch too, but not of one sign and payload everywhere.</summary>
public class NaNOracle
{
    static readonly uint[] Patterns =
        [0x7FC00000, 0xFFC00000, 0x7F800001, 0xFF800001, 0x7FFFFFFF, 0xFFFFFFFF, 0x7FE12345, 0xFFA00000];

    static readonly float[] NaNs = [.. Patterns.Select(BitConverter.UInt32BitsToSingle)];

    public static TheoryData<string> Names => [.. FloatFormatOracle.Names.Select(row => row.Data), "E8M0"];

    [Theory]
    [MemberData(nameof(Names))]
    public void NaNIsNaNInBoth(string name)
    {
        TorchPeer.LoadOrSkip();
        var format = FloatFormatOracle.Format(name);
        uint[] ours = [.. NaNs.Select(value => format.Encode(value))];
        Assert.All(TorchCast.Encode(NaNs, name), code => Assert.True(float.IsNaN(format.Decode(code))));
        Assert.All(TorchCast.Decode(ours, name), value => Assert.True(float.IsNaN(value)));
    }

    // One NaN, or one of each sign; binary16 keeps sign and payload and sets the quiet bit, as the processor does.
    [Theory]
    [InlineData("Binary16")]
    [InlineData("E4M3Fn")]
    [InlineData("E5M2Fnuz")]
    [InlineData("E4M3Fnuz")]
    [InlineData("E8M0")]
    public void NaNHasTorchsCode(string name)
    {
        TorchPeer.LoadOrSkip();
        var format = FloatFormatOracle.Format(name);
        TorchCast.AssertSameCodes(NaNs, [.. NaNs.Select(value => format.Encode(value))], name);
    }

    // libtorch writes all ones below the sign. Ours keeps the payload's high bits and sets the quiet bit.
    [Fact]
    public void E5M2KeepsThePayloadThatTorchDrops()
    {
        TorchPeer.LoadOrSkip();
        Assert.Equal([0x7F, 0xFF, 0x7F, 0xFF, 0x7F, 0xFF, 0x7F, 0xFF], TorchCast.Encode(NaNs, "E5M2"));
        Assert.Equal([0x7E, 0xFE, 0x7E, 0xFE, 0x7F, 0xFF, 0x7F, 0xFF], NaNs.Select(value => FloatFormats.E5M2.Encode(value)));
    }

    // libtorch writes one NaN for all, and which one depends on the processor: 0xFFFF by AVX2, 0x7FC0 one by one.
    [Fact]
    public void BFloat16KeepsTheSignAndPayloadThatTorchDrops()
    {
        TorchPeer.LoadOrSkip();
        Assert.Single(TorchCast.Encode(NaNs, "BFloat16").Distinct());
        Assert.Equal(Patterns.Select(bits => (bits >> 16) | 0x40), NaNs.Select(value => FloatFormats.BFloat16.Encode(value)));
    }

    // Ours are quiet, and have no payload where the format has none. libtorch's bit patterns are stated for the record.
    [Theory]
    [InlineData("BFloat16", 0x7F81, 0x7FC10000, 0x7F810000)]
    [InlineData("E5M2", 0x7D, 0x7FE00000, 0x7FE00000)]
    [InlineData("E4M3Fn", 0x7F, 0x7FC00000, 0x7FF00000)]
    [InlineData("E5M2Fnuz", 0x80, 0x7FC00000, 0x7F800001)]
    [InlineData("E4M3Fnuz", 0x80, 0x7FC00000, 0x7F800001)]
    [InlineData("E8M0", 0xFF, 0x7FC00000, 0x7F800001)]
    public void DecodedNaNIsQuietWhereTorchsMayBeSignalling(string name, uint code, uint ours, uint torchs)
    {
        TorchPeer.LoadOrSkip();
        Assert.Equal(ours, BitConverter.SingleToUInt32Bits(FloatFormatOracle.Format(name).Decode(code)));
        Assert.Equal(torchs, BitConverter.SingleToUInt32Bits(TorchCast.Decode([code], name)[0]));
    }
}
