using System.Numerics;
using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>
/// What one block of a file adds to the row index. Whether it starts inside quotes is not known while it is read, so
/// its rows are counted for both answers; then blocks can be counted in any order.
/// </summary>
/// <param name="RowsFromOutside">Rows that end in the block if it starts outside quotes.</param>
/// <param name="RowsFromInside">Rows that end in the block if it starts inside quotes.</param>
/// <param name="TurnsQuotes">Whether the block holds an odd number of quotes.</param>
/// <param name="FirstNul">Index of its first NUL byte, −1 without any.</param>
readonly record struct BlockCount(int RowsFromOutside, int RowsFromInside, bool TurnsQuotes, int FirstNul)
{
    /// <summary>Bytes in front of a block that are needed to see whether its first lines are blank.</summary>
    internal const int Lead = 2;

    /// <summary>Counts one block.</summary>
    /// <param name="bytes">[Lead + length + at least ByteMask.Width] the block with what stands around it.</param>
    /// <param name="length">Bytes of the block itself.</param>
    /// <param name="keepsBlankLines">Whether a blank line is a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static BlockCount Of(ReadOnlySpan<byte> bytes, int length, bool keepsBlankLines)
    {
        var ends = new RowEnds(bytes, keepsBlankLines);
        var quotes = new Quotes(isInside: false);
        int outsideRows = 0, insideRows = 0, firstNul = -1;
        for (int i = 0; i < length; i += ByteMask.Width)
        {
            var word = bytes.Slice(Lead + i, ByteMask.Width);
            ulong valid = ByteMask.Lowest(length - i);
            ulong inside = quotes.Next(ByteMask.Equal(word, Quotes.Mark) & valid);
            ulong rows = ends.Next(word) & valid;
            outsideRows += BitOperations.PopCount(rows & ~inside);
            insideRows += BitOperations.PopCount(rows & inside);
            ulong nuls = ByteMask.Equal(word, 0) & valid;
            if (nuls != 0 && firstNul < 0)
            {
                firstNul = i + BitOperations.TrailingZeroCount(nuls);
            }
        }
        return new(outsideRows, insideRows, quotes.IsInside, firstNul);
    }

    /// <summary>Finds the end of a row in a block that starts outside or inside quotes.</summary>
    /// <param name="bytes">As for <see cref="Of"/>.</param>
    /// <param name="length">Bytes of the block itself.</param>
    /// <param name="isInside">Whether the block starts inside quotes.</param>
    /// <param name="keepsBlankLines">Whether a blank line is a row.</param>
    /// <param name="row">Which of the ends in the block, from 0.</param>
    /// <returns>Index of the line feed that ends the row.</returns>
    internal static int EndOf(ReadOnlySpan<byte> bytes, int length, bool isInside, bool keepsBlankLines, int row)
    {
        var ends = new RowEnds(bytes, keepsBlankLines);
        var quotes = new Quotes(isInside);
        for (int i = 0; i < length; i += ByteMask.Width)
        {
            var word = bytes.Slice(Lead + i, ByteMask.Width);
            ulong inside = quotes.Next(ByteMask.Equal(word, Quotes.Mark));
            ulong rows = ends.Next(word) & ~inside & ByteMask.Lowest(length - i);
            int count = BitOperations.PopCount(rows);
            if (row < count)
            {
                return i + ByteMask.IndexOf(rows, row);
            }
            row -= count;
        }
        return -1;
    }
}
