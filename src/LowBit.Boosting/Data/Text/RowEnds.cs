using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>
/// Finds where rows end, 64 bytes at a time: at line feeds, those of blank lines aside unless they count as rows. Knows
/// nothing of quotes: the caller drops the ends that stand inside them.
/// </summary>
/// <remarks>A line is blank if it holds nothing, or one carriage return, between its line feeds.</remarks>
struct RowEnds
{
    const byte LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';

    readonly bool _keepsBlankLines;

    // Bit 0: what the byte before the next 64 is.
    ulong _afterLineFeed;
    ulong _afterBlankReturn;

    /// <param name="before">The two bytes before the first 64.</param>
    /// <param name="keepsBlankLines">Whether a blank line is a row.</param>
    internal RowEnds(ReadOnlySpan<byte> before, bool keepsBlankLines)
    {
        _keepsBlankLines = keepsBlankLines;
        _afterLineFeed = before[1] == LineFeed ? 1UL : 0;
        _afterBlankReturn = before[0] == LineFeed && before[1] == CarriageReturn ? 1UL : 0;
    }

    /// <summary>One bit for each row end in the next 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Next(ReadOnlySpan<byte> bytes)
    {
        ulong lineFeeds = ByteMask.Equal(bytes, LineFeed);
        if (_keepsBlankLines)
        {
            return lineFeeds;
        }
        ulong starts = (lineFeeds << 1) | _afterLineFeed;
        ulong blankReturns = ByteMask.Equal(bytes, CarriageReturn) & starts;
        ulong blanks = starts | (blankReturns << 1) | _afterBlankReturn;
        _afterLineFeed = lineFeeds >> 63;
        _afterBlankReturn = blankReturns >> 63;
        return lineFeeds & ~blanks;
    }
}
