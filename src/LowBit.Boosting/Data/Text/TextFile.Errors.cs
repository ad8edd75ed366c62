using System.Text;

namespace LowBit.Boosting;

/// <remarks>Errors of a row or a field: one line that says where, what, and what to do.</remarks>
partial record TextFile
{
    const int ShownBytes = 40;

    internal string Place(long offset, int column) =>
        $"{Source.Name} line {Source.LineAt(offset)}, {Dialect.Describe(column)}";

    internal BadDataException WrongFieldCount(RowCursor row) => new(
        $"{Source.Name} line {Source.LineAt(row.OffsetOf(0))}: {row.FieldCount} fields, where the first line has "
        + $"{Dialect.ColumnCount}. Mend the line; a text that holds the delimiter stands in quotes.");

    internal BadDataException StrayQuote(RowCursor row, int column) => new(
        $"{Place(row.OffsetOf(column), column)}: a quote in the middle of {Show(row.Field(column))}. "
        + "Put the whole field in quotes and write each quote in it twice.");

    internal BadDataException NotUtf8(RowCursor row, int column) => new(
        $"{Place(row.OffsetOf(column), column)}: a text that is not UTF-8. Save the table as UTF-8.");

    internal BadDataException TooManyTexts(int column) => new(
        $"{Source.Name}, {Dialect.Describe(column)}: its distinct texts take more than 2 GB. Leave the column out.");

    internal BadDataException NotNumber(RowCursor row, int column)
    {
        string remedy = Kinds[column] == ColumnKind.Number
            ? "The column holds numbers: mend it."
            : $"The first {LookRows} rows hold no text: mend it, or give --categorical {Dialect.NameOf(column)}.";
        return new($"{Place(row.OffsetOf(column), column)}: {Show(row.Field(column))} is neither a number nor missing. "
            + remedy);
    }

    /// <summary>The first misplaced quote; without any, the cursor throws for the row that never ends.</summary>
    BadDataException OpenQuote()
    {
        var row = NewCursor();
        var texts = new FieldText();
        row.Seek(Dialect.Range.Start);
        while (row.Next())
        {
            for (int column = 0; column < row.FieldCount; column++)
            {
                if (!texts.TryRead(row.Field(column), out _))
                {
                    return column < Dialect.ColumnCount ? StrayQuote(row, column) : WrongFieldCount(row);
                }
            }
        }
        return Source.Changed();
    }

    static string Show(ReadOnlySpan<byte> field)
    {
        string text = Encoding.UTF8.GetString(field[..Math.Min(field.Length, ShownBytes)]).ReplaceLineEndings(" ");
        return field.Length > ShownBytes ? $"'{text}…'" : $"'{text}'";
    }
}
