namespace LowBit.Boosting;

/// <summary>Walks the lines of a file from any offset on, none of them copied. For one thread at a time.</summary>
/// <param name="source">The file.</param>
/// <param name="end">Offset after its last line.</param>
/// <param name="sizes">How much to read at a time.</param>
sealed class LineCursor(ByteSource source, long end, TextSizes sizes)
{
    const byte LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';
    const int Padding = NumberParser.Padding;

    // The byte at _offset stands at Padding. Slack on both sides lets the number parser read past a field.
    byte[] _buffer = new byte[2 * Padding];
    long _offset;
    int _length, _next;

    /// <summary>The bytes that <see cref="Start"/> and <see cref="End"/> point into.</summary>
    internal byte[] Buffer => _buffer;

    /// <summary>Index of the first byte of the line.</summary>
    internal int Start { get; private set; }

    /// <summary>Index after its last byte; line feed and carriage return are left out.</summary>
    internal int End { get; private set; }

    internal ReadOnlySpan<byte> Line => _buffer.AsSpan(Start, End - Start);

    /// <summary>Where the line starts in the file.</summary>
    internal long Offset => _offset + Start - Padding;

    internal void Seek(long offset) => (_offset, _length, _next) = (offset, 0, 0);

    /// <summary>Goes to the first line that starts at an offset or after it; false where none does before <paramref name="limit"/>.</summary>
    internal bool SeekLine(long offset, long limit, bool isLineStart)
    {
        if (isLineStart)
        {
            Seek(offset);
            return true;
        }
        var chunk = new byte[Math.Max(1, Math.Min(sizes.BlockBytes, limit - offset + 1))];
        for (long at = offset - 1; at < limit; at += chunk.Length)
        {
            int count = source.Read(at, chunk.AsSpan(0, (int)Math.Min(chunk.Length, limit - at)));
            int feed = chunk.AsSpan(0, count).IndexOf(LineFeed);
            if (feed >= 0)
            {
                Seek(at + feed + 1);
                return true;
            }
        }
        return false;
    }

    /// <summary>Goes to the next line; false at the end.</summary>
    internal bool Next()
    {
        int searched = 0;
        while (true)
        {
            int feed = _buffer.AsSpan(Padding + _next + searched, _length - _next - searched).IndexOf(LineFeed);
            if (feed >= 0)
            {
                Take(_next + searched + feed);
                return true;
            }
            if (_offset + _length >= end)
            {
                return _next < _length && TakeLast();
            }
            searched = _length - _next;
            Fill();
        }
    }

    bool TakeLast()
    {
        Take(_length);
        _next = _length;
        return true;
    }

    void Take(int feed)
    {
        (Start, End) = (Padding + _next, Padding + feed);
        End -= End > Start && _buffer[End - 1] == CarriageReturn ? 1 : 0;
        _next = feed + 1;
    }

    void Fill()
    {
        int kept = _length - _next;
        if (kept >= sizes.MaxRowBytes)
        {
            throw new BadDataException(
                $"{source.Name} line {source.LineAt(_offset + _next)}: the line is longer than {sizes.MaxRowBytes} bytes. Look for missing line ends.");
        }
        int wanted = (int)Math.Min(Math.Max(sizes.BufferBytes, kept), end - _offset - _length);
        byte[] target = _buffer.Length >= kept + wanted + 2 * Padding ? _buffer : new byte[kept + wanted + 2 * Padding];
        _buffer.AsSpan(Padding + _next, kept).CopyTo(target.AsSpan(Padding));
        (_buffer, _offset, _length, _next) = (target, _offset + _next, kept, 0);
        if (source.Read(_offset + kept, target.AsSpan(Padding + kept, wanted)) < wanted)
        {
            throw source.Changed();
        }
        _length += wanted;
    }
}
