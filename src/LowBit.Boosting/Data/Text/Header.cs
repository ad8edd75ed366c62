using System.Text;
using System.Text.Unicode;

namespace LowBit.Boosting;

/// <summary>The first line of a file, if it holds the names of the columns.</summary>
static class Header
{
    /// <summary>
    /// Whether a row looks like names: no field is a number or a missing mark, empty ones aside, and not all are empty.
    /// </summary>
    internal static bool IsIn(RowCursor row, MissingMarks marks)
    {
        var texts = new FieldText();
        var numbers = new NumberField(marks);
        bool isNamed = false;
        for (int column = 0; column < row.FieldCount; column++)
        {
            var field = row.Field(column);
            if (texts.TryRead(field, out var text) && FieldText.Trim(text).IsEmpty)
            {
                continue;
            }
            if (numbers.TryRead(field, out _))
            {
                return false;
            }
            isNamed = true;
        }
        return isNamed;
    }

    /// <summary>The names, without quotes and blanks around them; an empty one becomes Column_ and its index.</summary>
    /// <exception cref="BadDataException">Two columns have one name, or a name cannot be read.</exception>
    internal static string[] ReadNames(ByteSource source, RowCursor row)
    {
        var texts = new FieldText();
        var names = new string[row.FieldCount];
        var columns = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (int column = 0; column < names.Length; column++)
        {
            if (!texts.TryRead(row.Field(column), out var text) || !Utf8.IsValid(text))
            {
                throw Bad(source, row, column,
                    $"the name of column {column} has a quote in its middle or is not UTF-8. Mend it");
            }
            text = FieldText.Trim(text);
            names[column] = text.IsEmpty ? $"Column_{column}" : Encoding.UTF8.GetString(text);
            if (!columns.TryAdd(names[column], column))
            {
                throw Bad(source, row, column, $"columns {columns[names[column]]} and {column} are both named "
                    + $"'{names[column]}'. Give each its own name");
            }
        }
        return names;
    }

    static BadDataException Bad(ByteSource source, RowCursor row, int column, string problem) => new(
        $"{source.Name} line {source.LineAt(row.OffsetOf(column))}: {problem}, or give --header false.");
}
