using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class NativeBufferTests
{
    [Theory]
    [InlineData(0, 64), InlineData(1, 64), InlineData(HugePages.Bytes / 2, 64), InlineData(HugePages.Bytes, HugePages.Bytes)]
    [InlineData(3 * HugePages.Bytes + 5, HugePages.Bytes)]
    public void MemoryStartsOnACacheLineOrALargePageAndHoldsWhatIsWritten(int length, int alignment)
    {
        var buffer = new NativeBuffer<byte>(length, clear: true);
        Assert.True((nuint)buffer.Start % (nuint)alignment == 0);
        Assert.True(buffer.Span.IndexOfAnyExcept((byte)0) < 0);
        for (int i = 0; i < length; i++)
        {
            buffer[i] = (byte)(i * 31);
        }
        for (int i = 0; i < length; i++)
        {
            Assert.True(buffer[i] == (byte)(i * 31));
        }
        GC.KeepAlive(buffer);
    }

    [Fact]
    public void AdviceChangesNoContent()
    {
        const int Count = HugePages.Bytes / sizeof(int) * 3;
        var buffer = new NativeBuffer<int>(Count);
        for (int i = 0; i < Count; i++)
        {
            buffer[i] = i;
        }
        HugePages.Advise(buffer.Start, Count * sizeof(int));
        Assert.Equal(Enumerable.Range(0, Count), buffer.Span.ToArray());
        GC.KeepAlive(buffer);
    }
}
