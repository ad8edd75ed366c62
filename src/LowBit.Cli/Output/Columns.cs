using System.Globalization;

namespace LowBit.Cli;

/// <summary>Rows of text in aligned columns: words to the left, numbers to the right.</summary>
static class Columns
{
    public static void Write(TextWriter output, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [head, .. rows];
        int[] widths = [.. head.Select((_, column) => all.Max(row => row[column].Length))];
        bool[] isNumeric = [.. head.Select((_, column) => all.Skip(1).All(row => IsNumber(row[column])))];
        foreach (var row in all)
        {
            output.WriteLine(string.Join("  ", row.Select((field, column) =>
                isNumeric[column] ? field.PadLeft(widths[column]) : field.PadRight(widths[column]))).TrimEnd());
        }
    }

    /// <summary>The shortest text that reads back to the same double.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A duration or a share, for people.</summary>
    public static string Rounded(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    static bool IsNumber(string field) => field.Length == 0 || double.TryParse(field, CultureInfo.InvariantCulture, out _);
}
