using System.Buffers.Binary;
using LowBit.Neural;

namespace LowBit.Interop.Tests;

public class ElfImageTests
{
    const int SegmentTable = 32, SegmentSize = 56, DynamicPlace = 200, StringsPlace = 300, NeedsPlace = 400, Length = 512;

    [Fact]
    public void OneFlagIsSet()
    {
        byte[] image = Image(), marked = Image();
        new ElfImage(marked).MarkOptional("libb.so", "B_2");
        int changed = Assert.Single(Enumerable.Range(0, Length), i => image[i] != marked[i]);
        Assert.Equal(NeedsPlace + 64 + 4, changed);
        Assert.Equal(2, marked[changed]);
    }

    [Fact]
    public void MarkingTwiceIsMarkingOnce()
    {
        byte[] once = Image(), twice = Image();
        new ElfImage(once).MarkOptional("liba.so", "A_1");
        new ElfImage(twice).MarkOptional("liba.so", "A_1");
        new ElfImage(twice).MarkOptional("liba.so", "A_1");
        Assert.Equal(once, twice);
    }

    [Theory]
    [InlineData("liba.so", "B_2")]
    [InlineData("libc.so", "A_1")]
    public void VersionThatIsNotAskedForIsAnError(string provider, string version) =>
        Assert.Contains(version, Assert.Throws<BadImageFormatException>(
            () => new ElfImage(Image()).MarkOptional(provider, version)).Message, StringComparison.Ordinal);

    // Of a file cut short at any place, or with any of its bytes altered, nothing else comes.
    [Fact]
    public void DamagedFileIsAnErrorOrIsMarked()
    {
        for (int place = 0; place < Length; place++)
        {
            AssertMarkedOrBad(Image()[..place]);
            foreach (byte flip in new byte[] { 1, 0x80, 0xFF })
            {
                var image = Image();
                image[place] ^= flip;
                AssertMarkedOrBad(image);
            }
        }
    }

    static void AssertMarkedOrBad(byte[] image)
    {
        var error = Record.Exception(() => new ElfImage(image).MarkOptional("libb.so", "B_2"));
        Assert.True(error is null or BadImageFormatException, error?.ToString());
    }

    // Two libraries are asked for two versions each. Addresses are places in the file and 1000 more.
    static byte[] Image()
    {
        const int Shift = 1000;
        var image = new byte[Length];
        Write(image, 0, 0x464C457F, 4);
        Write(image, 4, 0x0102, 2);
        Write(image, SegmentTable, 64, 8);
        Write(image, 54, SegmentSize, 2);
        Write(image, 56, 2, 2);
        Write(image, 64, 1, 4); // PT_LOAD: the whole file
        Write(image, 64 + 16, Shift, 8);
        Write(image, 64 + 32, Length, 8);
        Write(image, 64 + SegmentSize, 2, 4); // PT_DYNAMIC
        Write(image, 64 + SegmentSize + 8, DynamicPlace, 8);
        Write(image, DynamicPlace, 5, 8);
        Write(image, DynamicPlace + 8, StringsPlace + Shift, 8);
        Write(image, DynamicPlace + 16, 0x6FFFFFFE, 8);
        Write(image, DynamicPlace + 24, NeedsPlace + Shift, 8);
        "\0liba.so\0libb.so\0A_1\0B_1\0B_2\0"u8.CopyTo(image.AsSpan(StringsPlace));
        Need(image, NeedsPlace, name: 1, first: 16, next: 32, count: 1);
        Use(image, NeedsPlace + 16, name: 17, next: 0);
        Need(image, NeedsPlace + 32, name: 9, first: 16, next: 0, count: 2);
        Use(image, NeedsPlace + 48, name: 21, next: 16);
        Use(image, NeedsPlace + 64, name: 25, next: 0);
        return image;
    }

    static void Need(byte[] image, int place, int name, int first, int next, int count)
    {
        Write(image, place, 1, 2);
        Write(image, place + 2, count, 2);
        Write(image, place + 4, name, 4);
        Write(image, place + 8, first, 4);
        Write(image, place + 12, next, 4);
    }

    static void Use(byte[] image, int place, int name, int next)
    {
        Write(image, place + 8, name, 4);
        Write(image, place + 12, next, 4);
    }

    static void Write(byte[] image, int place, long value, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        bytes[..size].CopyTo(image.AsSpan(place));
    }
}
