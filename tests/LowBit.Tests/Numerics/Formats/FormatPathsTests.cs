using System.Runtime.InteropServices;
using LowBit.Numerics;
using LowBit.Oracles;

namespace LowBit.Tests;

/// <summary>Every format, mode and path next to one value at a time.</summary>
public class FormatPathsTests
{
    const int SomeNumbers = 1 << 9, Share = 19, LongestStretch = 257, FirstIndex = 5;
    static readonly RandomStream Random = new(Seed: 3, Stream: 1, Step: 4);
    static readonly RoundingMode[] Modes = Enum.GetValues<RoundingMode>();

    static readonly float[] Some =
    [
        .. FormatInputs.Some(Share).Select(value => (float)value).Concat([float.PositiveInfinity, float.NegativeInfinity])
            .Concat(PayloadNaNs.Select(BitConverter.UInt32BitsToSingle)).DistinctBy(BitConverter.SingleToUInt32Bits),
    ];

    static uint[] PayloadNaNs => [0x7F80_0001, 0xFF80_0001, 0x7FBF_FFFF, 0xFFFF_FFFF, 0x7FE1_2345];

    static uint[] Words(int count)
    {
        var words = new uint[count];
        Random.Fill(FirstIndex, words, KernelPath.Scalar);
        return words;
    }

    public static TheoryData<string> Every => FormatCases.Names(FormatCases.All);

    [Theory]
    [MemberData(nameof(Every))]
    public void ArraysAreRoundedLikeSingleValues(string name)
    {
        var format = FormatCases.Named(name);
        float[] values = [.. Some, .. FormatInputs.Around(NumberLine.Of(format), SomeNumbers).Select(value => (float)value)];
        uint[] words = Words(values.Length);
        foreach (var mode in Modes)
        {
            float[] expected = [.. values.Select((value, i) => format.Round(value, mode, words[i]))];
            uint[] codes = [.. values.Select((value, i) => format.Encode(value, mode, words[i]))];
            foreach (var path in Isa.Supported)
            {
                var rounded = new float[values.Length];
                format.Round(values, mode, Random, FirstIndex, path, rounded);
                AssertSame(expected, rounded, values, $"{format}, {mode}, {path}");
                AssertCodes(format, values, codes, mode, path);
            }
        }
    }

    static void AssertCodes(NumberFormat format, float[] values, uint[] codes, RoundingMode mode, KernelPath path)
    {
        if (format.CodeBits <= 16)
        {
            var words = new ushort[values.Length];
            format.Encode(values, mode, Random, FirstIndex, path, words);
            AssertSame([.. codes.Select(code => (ushort)code)], words, values, $"{format}, {mode}, {path}, 16 bits");
        }
        if (format.CodeBits <= 8)
        {
            var bytes = new byte[values.Length];
            format.Encode(values, mode, Random, FirstIndex, path, bytes);
            AssertSame([.. codes.Select(code => (byte)code)], bytes, values, $"{format}, {mode}, {path}, 8 bits");
        }
    }

    static void AssertSame<T>(T[] expected, T[] actual, float[] values, string what) where T : unmanaged
    {
        int size = Marshal.SizeOf<T>();
        int at = MemoryMarshal.AsBytes(expected.AsSpan()).CommonPrefixLength(MemoryMarshal.AsBytes(actual.AsSpan())) / size;
        if (at < values.Length)
        {
            string value = $"{values[at]:R} ({BitConverter.SingleToUInt32Bits(values[at]):X8}, place {at})";
            Assert.Fail($"{what}: {value} became {actual[at]}, expected {expected[at]}.");
        }
    }

    // One element more than is asked for; it must stay as it is.
    [Theory]
    [InlineData("E4M3Fn")]
    [InlineData("BFloat16")]
    [InlineData("Int8")]
    [InlineData("NF4")]
    public void EveryLengthAndPlaceGivesTheSame(string name)
    {
        var format = FormatCases.Named(name);
        float[] values = [.. Some.Where((_, i) => i % 31 == 0).Take(LongestStretch)];
        var whole = new float[LongestStretch];
        format.Round(values, RoundingMode.Stochastic, Random, 0, KernelPath.Scalar, whole);
        foreach (var path in Isa.Supported)
        {
            for (int length = 0; length < LongestStretch; length++)
            {
                int first = (LongestStretch - length) % 7 % (LongestStretch - length);
                var part = new float[length + 1];
                part[length] = -77;
                var from = values[first..(first + length)];
                format.Round(from, RoundingMode.Stochastic, Random, (ulong)first, path, part.AsSpan(0, length));
                Assert.Equal(-77, part[length]);
                AssertSame(whole[first..(first + length)], part[..length], from, $"{name}, {path}, length {length}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void CodesAreDecodedLikeSingleOnes(string name)
    {
        var format = FormatCases.Named(name);
        if (format.CodeBits > 16)
        {
            Assert.Throws<ArgumentException>(() => format.Decode(new ushort[1], Isa.Best, new float[1]));
            return;
        }
        int count = format is CodebookFormat codebook ? codebook.Values.Length : 1 << format.CodeBits;
        ushort[] codes = [.. Enumerable.Range(0, count).Select(code => (ushort)code)];
        var numbers = new float[count];
        foreach (var path in Isa.Supported)
        {
            format.Decode(codes, path, numbers);
            AssertSame([.. codes.Select(code => format.Decode(code))], numbers, new float[count], $"{name}, {path}");
        }
    }
}
