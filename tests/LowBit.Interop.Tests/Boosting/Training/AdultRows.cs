using System.Globalization;
using System.IO.Compression;
using LowBit.Tests;

namespace LowBit.Interop.Tests;

/// <summary>The first rows of the adult census, texts coded in the order in which they come; no column of sampling weights.</summary>
sealed class AdultRows
{
    const int WeightColumn = 2, LabelColumn = 14;

    static readonly int[] Numbers = [0, 4, 10, 11, 12];

    readonly Dictionary<(int, string), int> _codes = [];

    /// <param name="rowCount">Rows to read.</param>
    public AdultRows(int rowCount)
    {
        RowCount = rowCount;
        string path = Path.Combine(Repository.Root, "samples", "data", "adult", "train.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        string[][] rows = [.. Enumerable.Range(0, rowCount).Select(_ => reader.ReadLine()!.Split(','))];
        int[] columns = [.. Enumerable.Range(0, LabelColumn).Where(column => column != WeightColumn)];
        Values = [.. rows.SelectMany(row => columns.Select(column => ValueOf(column, row[column])))];
        Labels = [.. rows.Select(row => row[LabelColumn] == ">50K" ? 1.0 : 0)];
        Categorical = [.. columns.Index().Where(pair => !Numbers.Contains(pair.Item)).Select(pair => $"{pair.Index}")];
    }

    public const int ColumnCount = LabelColumn - 1;

    public int RowCount { get; }

    /// <summary>[rows × columns], row-major.</summary>
    public double[] Values { get; }

    public double[] Labels { get; }

    public string[] Categorical { get; }

    double ValueOf(int column, string text)
    {
        if (Numbers.Contains(column))
        {
            return double.Parse(text, CultureInfo.InvariantCulture);
        }
        int next = _codes.Keys.Count(key => key.Item1 == column);
        return _codes.TryGetValue((column, text), out int code) ? code : _codes[(column, text)] = next;
    }
}
