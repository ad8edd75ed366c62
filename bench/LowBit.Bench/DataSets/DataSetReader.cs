using System.Globalization;
using System.IO.Compression;

namespace LowBit.Bench;

/// <summary>Reads a <see cref="DataSet"/> from the folder of <c>--data</c> or <c>LOWBIT_DATA</c>.</summary>
static class DataSetReader
{
    static readonly string[] Missing = ["", "NA", "?"];

    public static string Folder(Arguments arguments)
    {
        var folder = arguments.Text("data", Environment.GetEnvironmentVariable("LOWBIT_DATA") ?? "");
        return folder != "" ? folder
            : throw new BenchException("name the folder of the data sets by --data DIR or LOWBIT_DATA; docs/data.md says what it holds.");
    }

    public static Rows Read(DataSet set, string folder)
    {
        var lines = set.Files.SelectMany(file => Lines(Path.Combine(folder, file), set)).ToList();
        var names = set.HasHeader ? Header(set, folder) : [.. lines[0].Select((_, column) => $"{column}")];
        var target = Find(set, names, set.Target);
        lines.RemoveAll(fields => Missing.Contains(fields[target]));
        int[] features = [.. Enumerable.Range(0, names.Length).Where(column => column != target && !IsHidden(set, names[column]))];
        var columns = features.Select(column => Column(lines, column, set.Categorical.Contains(names[column]))).ToArray();
        var values = new double[(long)lines.Count * features.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = columns[i % features.Length][i / features.Length];
        }

        var exposure = set.Exposure is null ? null : Column(lines, Find(set, names, set.Exposure), isText: false);
        var (labels, classes) = Labels(set, lines, target, exposure);
        int[] categorical = [.. set.Categorical.Select(name => Array.IndexOf(features, Find(set, names, name)))];
        return new(values, features.Length, labels, exposure, categorical, classes);
    }

    static bool IsHidden(DataSet set, string name) => set.Ignore.Contains(name) || name == set.Exposure;

    static int Find(DataSet set, string[] names, string name) => Array.IndexOf(names, name) is >= 0 and var column
        ? column
        : throw new BenchException($"{set.Files[0]} has no column {name}.");

    static string[] Header(DataSet set, string folder) => Lines(Path.Combine(folder, set.Files[0]), set with { HasHeader = false }).First();

    static IEnumerable<string[]> Lines(string path, DataSet set)
    {
        if (!File.Exists(path))
        {
            throw new BenchException($"{path} is not there; docs/data.md says where it comes from.");
        }

        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        if (set.HasHeader)
        {
            reader.ReadLine();
        }

        while (reader.ReadLine() is { } line)
        {
            if (line != "")
            {
                yield return [.. line.Split(set.Delimiter).Select(field => field.Trim('"', ' '))]; // no set has a delimiter in quotes
            }
        }
    }

    static double[] Column(List<string[]> lines, int column, bool isText)
    {
        var texts = lines.Select(fields => fields[column]);
        if (!isText)
        {
            return [.. texts.Select(text => Missing.Contains(text) ? double.NaN : Number(text))];
        }

        var codes = texts.Distinct().Except(Missing).Order(StringComparer.Ordinal).Index().ToDictionary(c => c.Item, c => c.Index);
        return [.. texts.Select(text => codes.TryGetValue(text, out var code) ? code : double.NaN)];
    }

    static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new BenchException($"'{text}' is no number; name its column as categorical or ignored.");

    static (double[] Labels, int ClassCount) Labels(DataSet set, List<string[]> lines, int target, double[]? exposure)
    {
        var texts = lines.Select(fields => fields[target]);
        if (!set.IsClassification)
        {
            return ([.. texts.Select((text, row) => Number(text) / (exposure?[row] ?? 1))], 0);
        }

        var codes = texts.Distinct().OrderBy(text => double.TryParse(text, out var number) ? number : 0)
            .ThenBy(text => text, StringComparer.Ordinal).Index().ToDictionary(c => c.Item, c => (double)c.Index);
        return ([.. texts.Select(text => codes[text])], codes.Count);
    }
}
