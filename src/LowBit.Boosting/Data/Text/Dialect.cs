using System.Globalization;

namespace LowBit.Boosting;

/// <summary>How a text file is laid out, told by its first lines.</summary>
/// <param name="Delimiter">The byte between fields.</param>
/// <param name="ColumnCount">Number of fields of the first line.</param>
/// <param name="ColumnNames">The fields of the header, null without one.</param>
/// <param name="Range">The bytes of the data rows.</param>
sealed record Dialect(byte Delimiter, int ColumnCount, string[]? ColumnNames, RowRange Range)
{
    static ReadOnlySpan<byte> Delimiters => "\t;,"u8;

    /// <summary>The name of a column on one line, its index where it has none.</summary>
    internal string NameOf(int column) => ColumnNames?[column].ReplaceLineEndings(" ") ?? $"{column}";

    /// <summary>How errors call a column.</summary>
    internal string Describe(int column) => ColumnNames is null ? $"column {column}" : $"column '{NameOf(column)}'";

    /// <summary>The column of that name, else the one of that index, else −1.</summary>
    internal int Find(string nameOrIndex)
    {
        int column = ColumnNames is null ? -1 : Array.IndexOf(ColumnNames, nameOrIndex);
        return column < 0
            && int.TryParse(nameOrIndex, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && index < ColumnCount ? index : column;
    }

    /// <exception cref="BadDataException">The first line cannot be read.</exception>
    internal static Dialect Detect(ByteSource source, TextTableOptions options, MissingMarks marks, TextSizes sizes)
    {
        var range = RowRange.Of(source);
        byte delimiter = options.Delimiter is char chosen ? (byte)chosen : FindDelimiter(source, range, sizes);
        var row = FirstRow(source, range, delimiter, sizes);
        CheckLineEnds(source, row);
        bool hasHeader = options.HasHeader ?? Header.IsIn(row, marks);
        var names = hasHeader ? Header.ReadNames(source, row) : null;
        long start = hasHeader ? row.NextOffset : range.Start;
        return new(delimiter, row.FieldCount, names, new(start, range.End, KeepsBlankLines: row.FieldCount == 1));
    }

    static RowCursor FirstRow(ByteSource source, RowRange range, byte delimiter, TextSizes sizes)
    {
        var cursor = new RowCursor(source, range, delimiter, sizes);
        cursor.Seek(range.Start);
        cursor.Next();
        return cursor;
    }

    static byte FindDelimiter(ByteSource source, RowRange range, TextSizes sizes)
    {
        byte onFirstLine = 0;
        foreach (byte delimiter in Delimiters)
        {
            var row = FirstRow(source, range, delimiter, sizes);
            int count = row.FieldCount;
            if (count > 1 && (!row.Next() || row.FieldCount == count))
            {
                return delimiter;
            }
            onFirstLine = count > 1 && onFirstLine == 0 ? delimiter : onFirstLine;
        }
        return onFirstLine > 0 ? onFirstLine : Delimiters[^1];
    }

    static void CheckLineEnds(ByteSource source, RowCursor row)
    {
        for (int column = 0; column < row.FieldCount; column++)
        {
            if (row.Field(column).Contains((byte)'\r') && !row.Field(column).Contains(Quotes.Mark))
            {
                throw new BadDataException($"{source.Name} line 1: a carriage return without a line feed. "
                    + "End lines in a line feed, or in both.");
            }
        }
    }
}
