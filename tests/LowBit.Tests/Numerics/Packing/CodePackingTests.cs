using LowBit.Numerics;

namespace LowBit.Tests;

public class CodePackingTests
{
    static readonly RandomStream Random = new(Seed: 3, Stream: 1, Step: 4);

    static readonly NumberFormat[] Formats =
    [
        Codebooks.Binary, Codebooks.Ternary, IntegerFormat.Full(2), IntegerFormat.Symmetric(3), FloatFormats.E2M1, FloatFormats.E3M2,
        FloatFormats.E4M3Fn,
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Formats.Length)];

    [Fact]
    public void FourBitCodesFillBytesFromTheLowBits() =>
        Assert.Equal([0x21, 0x43, 0x05], Packed(FloatFormats.E2M1, [1, 2, 3, 4, 5], KernelPath.Scalar));

    [Fact]
    public void TwoBitCodesFillBytesFromTheLowBits() =>
        Assert.Equal([0b11_10_01_00, 0b01], Packed(IntegerFormat.Full(2), [0, 1, 2, 3, 1], KernelPath.Scalar));

    [Fact]
    public void FiveTernaryCodesAreDigitsOfBaseThree() =>
        Assert.Equal([2 + 1 * 3 + 0 * 9 + 2 * 27 + 1 * 81, 2], Packed(Codebooks.Ternary, [2, 1, 0, 2, 1, 2], KernelPath.Scalar));

    [Fact]
    public void OneBitCodesFillBytesFromTheLowBit() =>
        Assert.Equal([0b1000_0101, 1], Packed(Codebooks.Binary, [1, 0, 1, 0, 0, 0, 0, 1, 1], KernelPath.Scalar));

    [Theory]
    [MemberData(nameof(Places))]
    public void EveryLengthReadsBackOnEveryPathFromTheSameBytes(int place)
    {
        var format = Formats[place];
        int count = format is CodebookFormat codebook ? codebook.Values.Length : 1 << format.CodeBits;
        for (int length = 0; length <= 600; length += length < 300 ? 1 : 37)
        {
            byte[] codes = [.. Enumerable.Range(0, length).Select(i => (byte)(Random.Word((ulong)i) % (uint)count))];
            byte[] packed = Packed(format, codes, KernelPath.Scalar);
            foreach (var path in Isa.Supported)
            {
                Assert.Equal(packed, Packed(format, codes, path));
                var again = new byte[length + 1];
                again[length] = 0xA5;
                CodePacking.Unpack(packed, format, path, again.AsSpan(0, length));
                Assert.Equal([.. codes, 0xA5], again);
            }
        }
    }

    [Fact]
    public void CodesOfMoreThanEightBitsAreRefused() =>
        Assert.Throws<ArgumentException>(() => CodePacking.PackedLength(4, FloatFormats.Binary16));

    static byte[] Packed(NumberFormat format, byte[] codes, KernelPath path)
    {
        int length = CodePacking.PackedLength(codes.Length, format);
        var packed = new byte[length + 1];
        packed[length] = 0x5A;
        CodePacking.Pack(codes, format, path, packed.AsSpan(0, length));
        Assert.Equal(0x5A, packed[length]);
        return packed[..length];
    }
}
