using System.Buffers.Binary;
using System.Text;
using LowBit.Neural;
using static LowBit.Interop.Tests.SafetensorsBytes;

namespace LowBit.Interop.Tests;

/// <summary>What is written is read again, byte for byte, and what is not of the format is refused in one line.</summary>
public class SafetensorsTests
{
    [Fact]
    public void WhatIsWrittenIsReadAgain()
    {
        var read = Read(Of(Small));
        Assert.Equal(Small.Metadata.OrderBy(pair => pair.Key), read.Metadata.OrderBy(pair => pair.Key));
        Assert.Equal(Small.Tensors.Select(Shown), read.Tensors.Select(Shown));
    }

    [Fact]
    public void FileHasTheBytesThatTheFormatSays()
    {
        var file = new SafetensorsFile([new("b", StateElement.U8, [2], [7, 8]), new("a", StateElement.I8, [], [9])],
            new Dictionary<string, string> { ["z"] = "1", ["k"] = "v" });
        byte[] bytes = Of(file);
        string header = Encoding.UTF8.GetString(bytes.AsSpan(8..^3));
        Assert.Equal(
            """{"__metadata__":{"k":"v","z":"1"},"b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"I8","shape":[],"data_offsets":[2,3]}}""",
            header.TrimEnd(' '));
        Assert.Equal((ulong)header.Length, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        Assert.Equal(0, header.Length % 8);
        Assert.Equal([7, 8, 9], bytes[^3..]);
    }

    public static TheoryData<string, int, string> Bad => new()
    {
        { """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 3, "cut short" },
        { """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 5, "1 bytes behind the last tensor" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "an overlap before tensor 'b'" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[3,5]}}""", 5, "a hole before tensor 'b'" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "a hole before tensor 'a'" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[2,0]}}""", 2, "not a start and an end" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[-2,0]}}""", 2, "not a start and an end" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2,2]}}""", 2, "not a start and an end" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "names 'a' twice" },
        { """{"a":{"dtype":"F4","shape":[2],"data_offsets":[0,2]}}""", 2, "dtype 'F4'; read are F32, BF16" },
        { """{"a":{"dtype":4,"shape":[2],"data_offsets":[0,2]}}""", 2, "dtype '4'" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,2]}}""", 2, "2 bytes; F32 [2] takes 8" },
        { """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "more than can be" },
        { """{"a":{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}""", 0, "more than can be" },
        { """{"a":{"dtype":"U8","shape":[4294967296],"data_offsets":[0,4294967296]}}""", 0, "more than can be" },
        { """{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "no list of whole numbers" },
        { """{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1, "no list of whole numbers" },
        { """{"a":{"dtype":"U8","shape":"1","data_offsets":[0,1]}}""", 1, "no list of whole numbers" },
        { """{"a":{"dtype":"U8","data_offsets":[0,1]}}""", 1, "does not say dtype, shape and data_offsets" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1}}""", 1, "does not say dtype, shape and data_offsets" },
        { """{"a":7}""", 0, "does not say dtype, shape and data_offsets" },
        { """{"":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "a tensor without a name" },
        { """{"__metadata__":{"k":1}}""", 0, "metadata 'k' that are no text" },
        { """{"__metadata__":{"k":"1","k":"2"}}""", 0, "metadata 'k' twice" },
        { """{"__metadata__":"k"}""", 0, "metadata that are no JSON object" },
        { """{"a\n":7}""", 0, """tensor 'a\n'""" },
        { """{"\ud800":7}""", 0, "no valid JSON" },
        { """{"a":""", 0, "no valid JSON" },
        { """{} {}""", 0, "no valid JSON" },
        { "", 0, "no valid JSON" },
        { """[]""", 0, "no JSON object" },
        { """{"a":{"dtype":"U8","shape":[[1]],"data_offsets":[[[[[0]]]],1]}}""", 1, "no valid JSON" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void WhatIsNotOfTheFormatIsRefused(string header, int dataLength, string words)
    {
        var e = Assert.Throws<SafetensorsException>(() => Read(Of(header, dataLength)));
        Assert.StartsWith("t.safetensors ", e.Message, StringComparison.Ordinal);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void EveryFileThatIsCutShortIsRefused()
    {
        byte[] file = Of(Small);
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Throws<SafetensorsException>(() => Read(file[..length]));
        }
    }

    [Theory]
    [InlineData(100_000_001ul, "allowed are 100000000")]
    [InlineData(ulong.MaxValue, "allowed are 100000000")]
    [InlineData(100_000_000ul, "is cut short: it states a header of 100000000 bytes, 2 are there")]
    public void HeaderLongerThanTheFileIsRefusedBeforeMemoryIsTaken(ulong length, string words)
    {
        byte[] file = [.. BitConverter.GetBytes(length), .. "{}"u8];
        long before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<SafetensorsException>(() => Read(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ContentThatCannotBeAFileIsRefused()
    {
        using var folder = new TemporaryFolder();
        var one = new StateTensor("a", StateElement.U8, [1], [1]);
        SafetensorsFile[] bad =
        [
            new([one, one], Small.Metadata),
            new([new("__metadata__", StateElement.U8, [1], [1])], Small.Metadata),
            new([new("\ud800", StateElement.U8, [1], [1])], Small.Metadata),
            new([one], new Dictionary<string, string> { ["k"] = "\udc00" }),
        ];
        Assert.All(bad, file => Assert.Throws<SafetensorsException>(() => file.Write(folder.At("t"))));
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void FileThatIsNotThereOrCannotBeWrittenIsSaidInOneLine()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("cannot be read", Assert.Throws<SafetensorsException>(() => SafetensorsFile.Read(folder.At("t"))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written", Assert.Throws<SafetensorsException>(() => Small.Write(folder.At("no", "t"))).Message, StringComparison.Ordinal);
    }

    static string Shown(StateTensor tensor) =>
        $"{tensor.Name} {tensor.Type} [{string.Join(", ", tensor.Shape)}] {Convert.ToHexString(tensor.Data)}";
}
