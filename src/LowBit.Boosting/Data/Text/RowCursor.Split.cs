using System.Numerics;
using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

partial class RowCursor
{
    /// <summary>
    /// Finds the ends of the fields among the first <paramref name="length"/> bytes of the buffer, 64 bytes a step; the
    /// buffer starts with a row, outside quotes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Split(int length)
    {
        var quotes = new Quotes(isInside: false);
        int count = 1;
        _row = _rowCount = 0;
        for (int i = 0; i < length; i += ByteMask.Width)
        {
            MakeRoom(count);
            var word = _buffer.AsSpan(Padding + i, ByteMask.Width);
            ulong valid = ByteMask.Lowest(length - i);
            ulong outside = ~quotes.Next(ByteMask.Equal(word, Quotes.Mark) & valid) & valid;
            ulong lineFeeds = ByteMask.Equal(word, LineFeed) & outside;
            ulong ends = (ByteMask.Equal(word, delimiter) & outside) | lineFeeds;
            for (; lineFeeds != 0; lineFeeds &= lineFeeds - 1)
            {
                ulong upTo = lineFeeds ^ (lineFeeds - 1);
                _rows[_rowCount++] = count + BitOperations.PopCount(ends & upTo);
            }
            NoteEnds(ends, Padding + i, ref _ends[count]);
            count += BitOperations.PopCount(ends);
        }
    }

    /// <summary>
    /// Writes eight ends at a time, whether there are so many or not; what is too much is written over by the next call.
    /// <see cref="MakeRoom"/> has made room for 64.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void NoteEnds(ulong ends, int start, ref int next)
    {
        do
        {
            Unsafe.Add(ref next, 0) = start + BitOperations.TrailingZeroCount(ends);
            ends &= ends - 1;
            Unsafe.Add(ref next, 1) = start + BitOperations.TrailingZeroCount(ends);
            ends &= ends - 1;
            Unsafe.Add(ref next, 2) = start + BitOperations.TrailingZeroCount(ends);
            ends &= ends - 1;
            Unsafe.Add(ref next, 3) = start + BitOperations.TrailingZeroCount(ends);
            ends &= ends - 1;
            Unsafe.Add(ref next, 4) = start + BitOperations.TrailingZeroCount(ends);
            ends &= ends - 1;
            Unsafe.Add(ref next, 5) = start + BitOperations.TrailingZeroCount(ends);
            ends &= ends - 1;
            Unsafe.Add(ref next, 6) = start + BitOperations.TrailingZeroCount(ends);
            ends &= ends - 1;
            Unsafe.Add(ref next, 7) = start + BitOperations.TrailingZeroCount(ends);
            ends &= ends - 1;
            next = ref Unsafe.Add(ref next, 8);
        }
        while (ends != 0);
    }

    void MakeRoom(int count)
    {
        if (count + ByteMask.Width > _ends.Length)
        {
            Array.Resize(ref _ends, 2 * _ends.Length);
        }
        if (_rowCount + ByteMask.Width > _rows.Length)
        {
            Array.Resize(ref _rows, 2 * _rows.Length);
        }
    }
}
