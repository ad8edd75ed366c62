using System.Globalization;
using System.IO.Compression;

namespace LowBit.Bench;

/// <summary>Reads LibSVM text: <c>class column:value …</c>, columns from 1 on.</summary>
static class SparseReader
{
    public static Rows Read(string path)
    {
        var (labels, starts, columns, values) = (new List<double>(), new List<int> { 0 }, new List<int>(), new List<double>());
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            labels.Add(Number(words[0]));
            foreach (var pair in words[1..].Select(word => word.Split(':')))
            {
                columns.Add((int)Number(pair[0]) - 1);
                values.Add(Number(pair[1]));
            }
            starts.Add(columns.Count);
        }
        return new([], columns.Max() + 1, [.. labels], Weights: null, Categorical: [], (int)labels.Max() + 1)
        {
            Sparse = new([.. starts], [.. columns], [.. values]),
        };
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
