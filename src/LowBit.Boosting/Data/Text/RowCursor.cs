namespace LowBit.Boosting;

/// <summary>
/// Walks the rows of a file from any row start on, with the ends of their fields: delimiters and line feeds outside
/// quotes. Holds a buffer of whole rows. For one thread at a time.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="range">Its rows.</param>
/// <param name="delimiter">The byte between fields.</param>
/// <param name="sizes">How much to read at a time.</param>
sealed partial class RowCursor(ByteSource source, RowRange range, byte delimiter, TextSizes sizes)
{
    const byte LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';
    const int Padding = ByteMask.Width;
    const int FirstFill = 1 << 12; // a seek may want a single row

    // The byte at _offset stands at Padding. Slack on both sides lets parsers and vectors read past a field.
    byte[] _buffer = new byte[2 * Padding];
    long _offset;
    int _length;
    int _fill;

    // The ends of all fields in the buffer from index 1 on, and for each row the index after that of its last end.
    int[] _ends = new int[2 * Padding];
    int[] _rows = new int[Padding];
    int _rowCount;
    int _row;
    int _firstEnd;
    int _start;

    /// <summary>The bytes that <see cref="Ends"/> points into, at least <see cref="NumberParser.Padding"/> more on
    /// either side.</summary>
    internal ReadOnlySpan<byte> Buffer => _buffer;

    /// <summary>
    /// [FieldCount + 1] where the fields of the row end in <see cref="Buffer"/>; first the index before the row, so
    /// that field i stands between Ends[i] and Ends[i + 1], both exclusive. A carriage return at the end is left out.
    /// </summary>
    internal ReadOnlySpan<int> Ends => _ends.AsSpan(_firstEnd - 1, FieldCount + 1);

    internal int FieldCount { get; private set; }

    /// <summary>The bytes of a field of the row, quotes and blanks included.</summary>
    internal ReadOnlySpan<byte> Field(int column) => _buffer.AsSpan()[(Ends[column] + 1)..Ends[column + 1]];

    /// <summary>Where a field of the row starts in the file.</summary>
    internal long OffsetOf(int column) => _offset + (Ends[column] + 1 - Padding);

    /// <summary>Where the next row starts in the file.</summary>
    internal long NextOffset => _offset + (_start - Padding);

    /// <summary>Goes to where a row starts; <see cref="Next"/> then makes it the current one.</summary>
    internal void Seek(long offset)
    {
        (_offset, _length, _fill) = (offset, 0, Math.Min(FirstFill, sizes.BufferBytes));
        (_row, _rowCount, _start) = (0, 0, Padding);
    }

    /// <summary>Goes to the next row; false at the end of the file.</summary>
    /// <exception cref="BadDataException">A quote that is never closed.</exception>
    internal bool Next()
    {
        do
        {
            if (_row == _rowCount && !Fill())
            {
                return false;
            }
            _firstEnd = _row == 0 ? 1 : _rows[_row - 1];
            int last = _rows[_row++] - 1;
            FieldCount = last + 1 - _firstEnd;
            _ends[_firstEnd - 1] = _start - 1;
            _start = _ends[last] + 1;
            if (_buffer[_ends[last] - 1] == CarriageReturn)
            {
                _ends[last]--;
            }
        }
        while (FieldCount == 1 && Ends[1] == Ends[0] + 1 && !range.KeepsBlankLines);
        return true;
    }

    bool Fill()
    {
        int kept = _length - (_start - Padding);
        _offset = NextOffset;
        if (_offset >= range.End)
        {
            return false;
        }
        _buffer.AsSpan(_start, kept).CopyTo(_buffer.AsSpan(Padding));
        (_length, _start) = (kept, Padding);
        do
        {
            ReadMore();
            Split(_offset + _length == range.End ? _length + 1 : _length);
        }
        while (_rowCount == 0);
        return true;
    }

    void ReadMore()
    {
        int wanted = (int)Math.Min(Math.Max(_fill, _length), range.End - _offset - _length);
        if (wanted == 0 || _length >= sizes.MaxRowBytes)
        {
            throw Endless();
        }
        if (_buffer.Length < _length + wanted + 1 + 2 * Padding)
        {
            Array.Resize(ref _buffer, _length + wanted + 1 + 2 * Padding);
        }
        if (source.Read(_offset + _length, _buffer.AsSpan(Padding + _length, wanted)) < wanted)
        {
            throw source.Changed();
        }
        _length += wanted;
        _buffer[Padding + _length] = LineFeed; // the last row of the file has none
        _fill = Math.Min(2 * _fill, sizes.BufferBytes);
    }

    BadDataException Endless() => _offset + _length == range.End
        ? new($"{source.Name} line {source.LineAt(_offset)}: a quote is opened in this row and never closed. "
            + "Close it; a quote that is part of a text is written twice.")
        : new($"{source.Name} line {source.LineAt(_offset)}: the row is longer than {sizes.MaxRowBytes} bytes. "
            + "Look for a quote that is never closed, or for missing line ends.");
}
