using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>The rules of text tables once more, slow and obvious: one byte at a time, everything kept.</summary>
sealed partial class NaiveTable
{
    const int LookRows = 1000;

    internal sealed record Row(int Line, string[] Fields);

    internal string[]? Names { get; private init; }

    internal required string[]?[] Texts { get; init; }

    internal required double[] Values { get; init; }

    internal required List<Row> Rows { get; init; }

    /// <exception cref="FormatException">The file breaks a rule.</exception>
    internal static NaiveTable Read(byte[] bytes, TextTableOptions options)
    {
        Demand(bytes is not [0xFF, 0xFE, ..] and not [0xFE, 0xFF, ..]);
        string text = Encoding.Latin1.GetString(bytes);
        text = text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? text[3..] : text;
        Demand(!text.Contains('\0'));
        string content = text.TrimStart('\r', '\n');
        int line = 1 + text[..^content.Length].Count(c => c == '\n');
        content = content.TrimEnd('\r', '\n');
        Demand(content.Length > 0 && content.Count(c => c == '"') % 2 == 0);

        char delimiter = options.Delimiter ?? FindDelimiter(content, line);
        var rows = Split(content, line, delimiter);
        var first = rows[0];
        Demand(!first.Fields.Any(field => field.Contains('\r') && !field.Contains('"')));
        if (first.Fields.Length > 1)
        {
            rows.RemoveAll(row => row.Fields is [""]);
        }
        bool hasHeader = options.HasHeader ?? IsHeader(first.Fields, options.MissingMarks);
        var names = hasHeader ? ReadNames(first.Fields) : null;
        rows.RemoveRange(0, hasHeader ? 1 : 0);
        Demand(rows.Count > 0 && rows.All(row => row.Fields.Length == first.Fields.Length));
        var columns = Enumerable.Range(0, first.Fields.Length)
            .Select(column => ReadColumn(rows, column, options, name: names?[column])).ToArray();
        return new NaiveTable
        {
            Names = names,
            Rows = rows,
            Texts = [.. columns.Select(column => column.Texts)],
            Values = [.. rows.SelectMany((_, row) => columns.Select(column => column.Values[row]))],
        };
    }

    static List<Row> Split(string content, int line, char delimiter)
    {
        var rows = new List<Row>();
        var fields = new List<string>();
        int start = 0, firstLine = line;
        bool inside = false;
        for (int i = 0; i <= content.Length; i++)
        {
            char c = i < content.Length ? content[i] : '\n';
            inside ^= c == '"';
            line += c == '\n' ? 1 : 0;
            if (inside || (c != delimiter && c != '\n'))
            {
                continue;
            }
            bool cut = c == '\n' && i > start && content[i - 1] == '\r';
            fields.Add(content[start..(cut ? i - 1 : i)]);
            start = i + 1;
            if (c == '\n')
            {
                rows.Add(new(firstLine, [.. fields]));
                fields.Clear();
                firstLine = line;
            }
        }
        return rows;
    }

    static char FindDelimiter(string content, int line)
    {
        int[] Counts(char delimiter) => [.. Split(content, line, delimiter)
            .Where(row => row.Fields is not [""]).Take(2).Select(row => row.Fields.Length)];
        char[] all = ['\t', ';', ','];
        var found = all.Where(c => Counts(c)[0] > 1).OrderBy(c => Counts(c).Distinct().Count() == 1 ? 0 : 1).ToArray();
        return found is [char best, ..] ? best : ',';
    }

    static bool IsHeader(string[] fields, IReadOnlyList<string> marks)
    {
        var filled = fields.Where(field => Unquote(field)?.Trim(' ', '\t') != "").ToArray();
        return filled.Length > 0 && filled.All(field => Number(Unquote(field), marks) is null);
    }

    static string[] ReadNames(string[] fields)
    {
        string[] names = [.. fields.Select(field => Decode(Unquote(field)).Trim(' ', '\t'))
            .Select((name, i) => name.Length > 0 ? name : $"Column_{i}")];
        Demand(names.Distinct().Count() == names.Length);
        return names;
    }

    static (string[]? Texts, double[] Values) ReadColumn(
        List<Row> rows, int column, TextTableOptions options, string? name)
    {
        var fields = rows.Select(row => Unquote(row.Fields[column])).ToArray();
        var numbers = fields.Select(field => Number(field, options.MissingMarks)).ToArray();
        bool Named(IReadOnlyList<string> list) => name is not null && list.Contains(name);
        bool isText = Named(options.TextColumns) || (Named(options.CategoricalColumns)
            ? numbers.Contains(null)
            : !Named(options.NumericColumns) && numbers.Take(LookRows).Contains(null));
        if (!isText)
        {
            Demand(!numbers.Contains(null));
            return (null, [.. numbers.Select(number => number!.Value)]);
        }
        bool IsMissing(string field) => options.MissingMarks.Contains(field.Trim(' ', '\t'));
        foreach (string? field in fields)
        {
            Decode(field);
        }
        // Latin-1 keeps a byte a character, so this is the order of the UTF-8 bytes.
        var texts = fields.OfType<string>().Where(field => !IsMissing(field)).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        return ([.. texts.Select(Decode)],
            [.. fields.Select(field => IsMissing(field!) ? double.NaN : texts.IndexOf(field!))]);
    }

    static string? Unquote(string field)
    {
        if (!field.Contains('"'))
        {
            return field;
        }
        string quoted = field.Trim(' ', '\t');
        if (quoted.Length < 2 || quoted[0] != '"' || quoted[^1] != '"')
        {
            return null;
        }
        string inner = quoted[1..^1];
        return inner.Replace("\"\"", "").Contains('"') ? null : inner.Replace("\"\"", "\"");
    }

    static double? Number(string? field, IReadOnlyList<string> marks)
    {
        string? text = field?.Trim(' ', '\t');
        if (text is null)
        {
            return null;
        }
        if (marks.Contains(text))
        {
            return double.NaN;
        }
        string word = text.TrimStart('+', '-').ToLowerInvariant();
        double? value = text.Length - word.Length > 1 ? null : word switch
        {
            "nan" => double.NaN,
            "inf" or "infinity" => text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            _ => Decimal().IsMatch(text) ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null,
        };
        return value is double number && marks.Any(mark => Decimal().IsMatch(mark)
            && double.Parse(mark, NumberStyles.Float, CultureInfo.InvariantCulture) == number) ? double.NaN : value;
    }

    static string Decode(string? latin)
    {
        Demand(latin is not null);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(latin!));
        }
        catch (DecoderFallbackException error)
        {
            throw new FormatException("not UTF-8", error);
        }
    }

    static void Demand(bool rule)
    {
        if (!rule)
        {
            throw new FormatException("a rule is broken");
        }
    }

    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Decimal();
}
