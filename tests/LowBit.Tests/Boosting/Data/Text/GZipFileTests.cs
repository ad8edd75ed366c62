using System.IO.Compression;
using System.Text;

namespace LowBit.Tests;

public class GZipFileTests
{
    static readonly byte[] Text = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i},{i * 7919 % 1009},{i * 0.37:F4}\n")));

    static readonly double[] Expected = TextTables.Open(Text).Values();

    [Theory]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    [InlineData(CompressionLevel.NoCompression)]
    public void PackedFileReadsAsThePlainOne(CompressionLevel level)
    {
        using var table = TextTables.Open(TextTables.GZip(Text, level));
        Assert.Equal(Expected, table.Values());
    }

    [Fact]
    public void MembersFollowEachOther()
    {
        for (int cut = 0; cut < Text.Length; cut += 4099)
        {
            byte[] first = TextTables.GZip(Text[..cut], CompressionLevel.NoCompression);
            using var table = TextTables.Open([.. first, .. TextTables.GZip(Text[cut..])]);
            Assert.Equal(Expected, table.Values());
        }
    }

    [Fact]
    public void FileThatIsCutShortAnywhereIsAnError()
    {
        byte[] packed = [.. TextTables.GZip(Text[..9000]), .. TextTables.GZip(Text[9000..])];
        int firstMember = TextTables.GZip(Text[..9000]).Length;
        foreach (int length in Enumerable.Range(2, 20).Concat(Enumerable.Range(1, 40).Select(i => packed.Length - i))
            .Concat(Enumerable.Range(firstMember - 12, 40)).Where(length => length != firstMember))
        {
            Assert.Contains("t.csv is not a whole gzip file", TextTables.Error(packed[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AlteredFileIsAnError()
    {
        byte[] packed = TextTables.GZip(Text);
        foreach (int place in new[] { packed.Length / 2, packed.Length - 6, packed.Length - 2 })
        {
            byte[] altered = [.. packed];
            altered[place] ^= 4;
            Assert.Contains("t.csv is not a whole gzip file", TextTables.Error(altered), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OtherBytesAfterTheEndAreAnError() => Assert.Equal(
        "t.csv is not a whole gzip file: it is cut short, altered, or has other bytes after its end. Get it again.",
        TextTables.Error([.. TextTables.GZip(Text), .. new byte[512]]));
}
