using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Against the runtime's own conversions, bit for bit, NaN payloads too.</summary>
public class FormatConversionTests
{
    const int Count = 1 << 20;
    const uint Stride = 4093; // a prime: 2²⁰ steps of it lie all over the 2³² floats
    static readonly RandomStream Random = new(Seed: 9, Stream: 0, Step: 0);

    static IEnumerable<float> Singles =>
        Enumerable.Range(0, Count).Select(i => BitConverter.UInt32BitsToSingle((uint)i * Stride));

    [Fact]
    public void AllBinary16CodesAreThoseOfHalf()
    {
        for (uint code = 0; code <= ushort.MaxValue; code++)
        {
            float expected = (float)BitConverter.UInt16BitsToHalf((ushort)code), actual = FloatFormats.Binary16.Decode(code);
            Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));
        }
    }

    [Fact]
    public void SinglesBecomeHalfAsTheRuntimeDoes()
    {
        foreach (float value in Singles)
        {
            AssertSame(BitConverter.HalfToUInt16Bits((Half)value), FloatFormats.Binary16.Encode(value), value);
        }
    }

    // Two roundings, to binary32 and to binary16, would not do.
    [Fact]
    public void DoublesBecomeHalfAsTheRuntimeDoes()
    {
        foreach (double value in FormatInputs.Common.Concat(Enumerable.Range(0, 63488).SelectMany(JustOffTheMidpoint)))
        {
            AssertSame(BitConverter.HalfToUInt16Bits((Half)value), FloatFormats.Binary16.Encode(value), value);
        }
    }

    static IEnumerable<double> JustOffTheMidpoint(int code)
    {
        double number = (double)BitConverter.UInt16BitsToHalf((ushort)code);
        double next = (double)BitConverter.UInt16BitsToHalf((ushort)(code + 1));
        double midpoint = (number + next) / 2, little = Math.Abs(next - number) / (1L << 40);
        return double.IsFinite(midpoint) ? [midpoint, midpoint + little, midpoint - little] : [];
    }

    [Fact]
    public void SinglesBecomeBFloat16AsAddingTheHalfOfTheDroppedBitsDoes()
    {
        foreach (float value in Singles)
        {
            uint bits = BitConverter.SingleToUInt32Bits(value);
            uint expected = float.IsNaN(value) ? (bits >> 16) | 0x40 : (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
            AssertSame(expected, FloatFormats.BFloat16.Encode(value), value);
        }
    }

    [Fact]
    public void DoublesBecomeSingleAsTheProcessorDoes()
    {
        for (int i = 0; i < Count; i++)
        {
            uint low = Random.Word(2 * (ulong)i), high = Random.Word((2 * (ulong)i) + 1);
            uint exponent = (i % 2 == 0 ? high & 0x7FF : 860 + ((high & 0x7FF) % 310)) << 20; // half in binary32's range
            double value = BitConverter.UInt64BitsToDouble(((ulong)((high & 0x800F_FFFF) | exponent) << 32) | low);
            AssertSame(BitConverter.SingleToUInt32Bits((float)value), FloatFormats.Binary32.Encode(value), value);
        }
    }

    [Fact]
    public void SinglesAreBinary32AsTheyAre()
    {
        foreach (float value in Singles)
        {
            uint bits = BitConverter.SingleToUInt32Bits(value) | (float.IsNaN(value) ? 0x0040_0000u : 0);
            AssertSame(bits, FloatFormats.Binary32.Encode(value), value);
            AssertSame(bits, BitConverter.SingleToUInt32Bits(FloatFormats.Binary32.Round(value, RoundingMode.Up)), value);
        }
    }

    // binary32 rounds to odd first, then to nearest: as good as once, for formats of 2 bits less.
    [Theory]
    [InlineData("BFloat16")]
    [InlineData("Binary16")]
    [InlineData("TF32")]
    [InlineData("E4M3Fn")]
    [InlineData("E5M2")]
    public void ToOddMakesTwoRoundingsOne(string name)
    {
        var format = (FloatFormat)FormatCases.Named(name);
        foreach (double value in FormatInputs.Around(Oracles.NumberLine.Of(format), 2000))
        {
            double odd = FloatFormats.Binary32.Round(value, RoundingMode.ToOdd);
            AssertSame(format.Encode(value), format.Encode(odd), value);
        }
    }

    static void AssertSame(uint expected, uint actual, double value)
    {
        if (expected != actual)
        {
            Assert.Fail($"{value:R} ({BitConverter.DoubleToUInt64Bits(value):X}) became {actual:X}, expected {expected:X}.");
        }
    }
}
