using System.Text;

namespace LowBit.Boosting;

/// <summary>The bytes of a file that hold rows: the first starts at Start, the last ends at End.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset after the last, which is no line feed.</param>
/// <param name="KeepsBlankLines">Whether a blank line is a row: in files of one column it is a missing field.</param>
readonly record struct RowRange(long Start, long End, bool KeepsBlankLines)
{
    const int ChunkBytes = 1 << 12;

    static ReadOnlySpan<byte> LineEnds => "\r\n"u8;

    /// <summary>All of a file but its byte order mark and the line ends at its start and at its end.</summary>
    /// <exception cref="BadDataException">Nothing is left, or it is not text in UTF-8.</exception>
    internal static RowRange Of(ByteSource source)
    {
        var chunk = new byte[ChunkBytes];
        var head = chunk.AsSpan(0, source.Read(0, chunk));
        if (head.StartsWith(Encoding.Unicode.Preamble) || head.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            throw source.NotText(0);
        }
        if (head.Contains((byte)0))
        {
            throw source.NotText(head.IndexOf((byte)0));
        }
        long mark = head.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        long start = SkipLineEnds(source, mark, chunk);
        return start < source.Length
            ? new(start, CutLineEnds(source, start, chunk), KeepsBlankLines: false)
            : throw new BadDataException($"{source.Name} is empty. Give a table with at least one row of data.");
    }

    static long SkipLineEnds(ByteSource source, long start, byte[] chunk)
    {
        int count, first = -1;
        for (; first < 0 && (count = source.Read(start, chunk)) > 0; start += first < 0 ? count : first)
        {
            first = chunk.AsSpan(0, count).IndexOfAnyExcept(LineEnds);
        }
        return start;
    }

    static long CutLineEnds(ByteSource source, long start, byte[] chunk)
    {
        long end = source.Length;
        for (int last = -1; last < 0 && end > start;)
        {
            var tail = chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - start));
            source.Read(end - tail.Length, tail);
            last = tail.LastIndexOfAnyExcept(LineEnds);
            end += last + 1 - tail.Length;
        }
        return end;
    }
}
