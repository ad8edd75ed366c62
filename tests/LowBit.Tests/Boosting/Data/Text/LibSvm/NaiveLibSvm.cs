using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LowBit.Tests;

/// <summary>The rules of LibSVM files once more, slow and obvious: dense rows, one line at a time.</summary>
sealed partial class NaiveLibSvm
{
    static readonly string[] Marks = ["?", "NA", "Na", "na", "nA", "N/A", "n/a", "NULL", "Null", "null", "None"];

    internal List<double> Labels { get; } = [];

    internal List<long> Groups { get; } = [];

    /// <summary>[rows] index and value.</summary>
    internal List<SortedDictionary<int, double>> Rows { get; } = [];

    internal int ColumnCount => Rows.SelectMany(row => row.Keys).DefaultIfEmpty(-1).Max() + 1;

    /// <param name="bytes">The file.</param>
    /// <param name="hasLabel">Rows begin with a label.</param>
    /// <param name="hasGroup">Rows have a qid.</param>
    /// <exception cref="FormatException">The file breaks a rule.</exception>
    internal static NaiveLibSvm Read(byte[] bytes, bool hasLabel, bool hasGroup)
    {
        string text = Encoding.Latin1.GetString(bytes);
        text = text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? text[3..] : text;
        var naive = new NaiveLibSvm();
        foreach (string line in text.Trim('\r', '\n').Split('\n'))
        {
            string[] fields = (line.EndsWith('\r') ? line[..^1] : line).Split('#')[0]
                .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 0)
            {
                naive.Add(fields, hasLabel, hasGroup);
            }
        }
        Demand(naive.Rows.Count > 0);
        var runs = naive.Groups.Where((group, row) => row == 0 || naive.Groups[row - 1] != group).ToList();
        Demand(runs.Count == runs.Distinct().Count());
        return naive;
    }

    void Add(string[] fields, bool hasLabel, bool hasGroup)
    {
        Demand(fields[0].Contains(':') != hasLabel);
        if (hasLabel)
        {
            Labels.Add(Number(fields[0]));
            Demand(double.IsFinite(Labels[^1]));
            fields = fields[1..];
        }
        bool isGroup = fields.Length > 0 && fields[0].StartsWith("qid:", StringComparison.Ordinal);
        Demand(isGroup == hasGroup);
        if (hasGroup)
        {
            Demand(Digits().IsMatch(fields[0][4..]) && fields[0].Length <= 22);
            Groups.Add(long.Parse(fields[0][4..], CultureInfo.InvariantCulture));
            fields = fields[1..];
        }
        var row = new SortedDictionary<int, double>();
        foreach (string field in fields)
        {
            int colon = field.IndexOf(':', StringComparison.Ordinal);
            Demand(colon > 0 && Digits().IsMatch(field[..colon]));
            double index = double.Parse(field[..colon], CultureInfo.InvariantCulture);
            Demand(index < 1 << 20 && index > row.Keys.DefaultIfEmpty(-1).Max());
            row.Add((int)index, Number(field[(colon + 1)..]));
        }
        Rows.Add(row);
    }

    static double Number(string text)
    {
        string word = text.TrimStart('+', '-').ToLowerInvariant();
        if (Marks.Contains(text) || word == "nan" && text.Length - word.Length < 2)
        {
            return double.NaN;
        }
        if (word is "inf" or "infinity" && text.Length - word.Length < 2)
        {
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }
        Demand(Decimal().IsMatch(text));
        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    static void Demand(bool rule)
    {
        if (!rule)
        {
            throw new FormatException("a rule is broken");
        }
    }

    [GeneratedRegex(@"^[0-9]+\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Decimal();
}
