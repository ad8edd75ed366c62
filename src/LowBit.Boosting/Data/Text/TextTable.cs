using System.Collections.Concurrent;

namespace LowBit.Boosting;

/// <summary>
/// A CSV or TSV file, plain or gzip. Opening it notes where its rows start and what its text columns hold; numbers are
/// parsed anew by each read. Any number of threads may read at a time; the values do not depend on how many threads
/// opened or read the table, nor on the size of the pieces. docs/data-files.md has the rules of the format.
/// </summary>
sealed class TextTable : ITable, IDisposable
{
    readonly TextFile _file;
    readonly TextColumn?[] _texts;
    readonly RowColumns _columns;
    readonly ConcurrentBag<RowReader> _readers = [];
    readonly int _skippedRows;

    TextTable(TextFile file, TextColumn?[] texts)
    {
        (_file, _texts, _columns) = (file, texts, new(texts));
        long rowBytes = (file.Dialect.Range.End - file.Dialect.Range.Start) / RowCount + 1;
        _skippedRows = (int)(file.Sizes.BufferBytes / rowBytes);
    }

    public string Name => _file.Source.Name;

    public int RowCount => _file.Index.RowCount;

    public int ColumnCount => _file.Dialect.ColumnCount;

    public IReadOnlyList<string>? ColumnNames => _file.Dialect.ColumnNames;

    /// <summary>Opens a file and looks at all its bytes once, twice if it has text columns.</summary>
    /// <param name="path">The file; gzip is told by its first bytes and unpacked into memory.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="BadDataException">The file cannot be read as a table.</exception>
    /// <exception cref="BadOptionException">The options hold a delimiter or thread count that cannot be.</exception>
    public static TextTable Open(string path, TextTableOptions options)
    {
        Check(options);
        return Open(ByteSource.Open(path, options.Cancellation), options, TextSizes.Default);
    }

    /// <inheritdoc cref="Open(string, TextTableOptions)"/>
    /// <param name="source">The file, which the table owns from now on.</param>
    /// <param name="options">How to read it.</param>
    public static TextTable Open(ByteSource source, TextTableOptions options)
    {
        try
        {
            Check(options);
        }
        catch
        {
            source.Dispose();
            throw;
        }
        return Open(source, options, TextSizes.Default);
    }

    /// <summary>Opens a file that the table owns from now on, cut into pieces of any size.</summary>
    internal static TextTable Open(ByteSource source, TextTableOptions options, TextSizes sizes)
    {
        int threadCount = options.ThreadCount == 0 ? Environment.ProcessorCount : options.ThreadCount;
        try
        {
            var file = TextFile.Open(source, options, sizes, threadCount);
            return new(file, TextColumns.Collect(file, threadCount, options.Cancellation));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string>? Texts(int column) => _texts[column]?.Texts;

    /// <inheritdoc/>
    public string Describe(int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        var reader = new RowReader(_file);
        reader.Seek(row);
        reader.Skip();
        return reader.Place(column);
    }

    /// <inheritdoc/>
    public void Read(int firstRow, int rowCount, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowCount, RowCount - firstRow);
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, rowCount * (long)ColumnCount);
        if (rowCount == 0)
        {
            return;
        }
        var reader = Rent();
        if (reader.NextRow != firstRow)
        {
            reader.Seek(firstRow);
        }
        for (int row = 0; row < rowCount; row++)
        {
            reader.Next();
            reader.ReadValues(_columns, destination.Slice(row * ColumnCount, ColumnCount));
        }
        _readers.Add(reader);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, rows.Length * (long)ColumnCount);
        var reader = Rent();
        for (int i = 0; i < rows.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rows[i], nameof(rows));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rows[i], RowCount, nameof(rows));
            GoTo(reader, rows[i]);
            reader.Next();
            reader.ReadValues(_columns, destination.Slice(i * ColumnCount, ColumnCount));
        }
        _readers.Add(reader);
    }

    /// <summary>Closes the file. No read may be under way.</summary>
    public void Dispose() => _file.Source.Dispose();

    // Rows that the reader has most likely buffered already are stepped over; beyond them a seek is cheaper.
    void GoTo(RowReader reader, int row)
    {
        if (row < reader.NextRow || row - (long)reader.NextRow > _skippedRows)
        {
            reader.Seek(row);
        }
        while (reader.NextRow < row)
        {
            reader.Skip();
        }
    }

    RowReader Rent() => _readers.TryTake(out var reader) ? reader : new RowReader(_file);

    static void Check(TextTableOptions options)
    {
        if (options.ThreadCount < 0)
        {
            throw new BadOptionException(
                $"The thread count is {options.ThreadCount}. Give 0 for all processors, or 1 and more.");
        }
        if (options.Delimiter is char c
            && (!char.IsAscii(c) || char.IsAsciiLetterOrDigit(c) || "\"\r\n\0.+-".Contains(c)))
        {
            throw new BadOptionException($"The delimiter is U+{(int)c:X4}. "
                + "Give an ASCII character that is no part of a number, quote or line end.");
        }
    }
}
