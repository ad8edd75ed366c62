using System.Globalization;
using System.IO.Compression;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Same data gives the same model, wherever it comes from.</summary>
public sealed class SourceTests : IDisposable
{
    static readonly SmallTable Table = new(900);

    static readonly BoosterOptions Options = new() { NumIterations = 5, NumLeaves = 9 };

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lowbit-sources-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void CsvCompressedCsvAndArraysGiveTheSameBytes()
    {
        string expected = Train(Table.ToDataset("regression", new()));
        foreach (int threads in new[] { 1, 3 })
        {
            var options = new DatasetOptions { Categorical = SmallTable.Categorical, NumThreads = threads };
            Assert.Equal(expected, Train(Dataset.FromCsv(Write("plain.csv", ','), options)));
            Assert.Equal(expected, Train(Dataset.FromCsv(Write("plain.tsv", '\t'), options)));
            Assert.Equal(expected, Train(Dataset.FromCsv(Write("packed.csv.gz", ','), options)));
        }
    }

    /// <summary>The label stands in front of the row, so the columns are those of the array.</summary>
    [Fact]
    public void LibSvmFilesAndSparseRowsGiveTheSameBytes()
    {
        string expected = Train(Table.ToDataset("regression", new()));
        foreach (int threads in new[] { 1, 3 })
        {
            var options = new DatasetOptions { Categorical = SmallTable.Categorical, NumThreads = threads };
            var rows = CsrRows.Of(Table.Values, SmallTable.ColumnCount);
            Assert.Equal(expected, Train(rows.ToDataset(Table.Signal, options)));
            Assert.Equal(expected, Train(Dataset.FromFile(WriteLibSvm("plain.svm", rows), options)));
            Assert.Equal(expected, Train(Dataset.FromFile(WriteLibSvm("packed.svm.gz", rows), options)));
            Assert.Equal(expected, Train(Dataset.FromFile(Write("plain.csv", ','), options)));
        }
    }

    string WriteLibSvm(string name, CsrRows rows)
    {
        string path = Path.Combine(_folder.FullName, name);
        using Stream file = File.Create(path);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var writer = new StreamWriter(stream);
        for (int row = 0; row < rows.RowCount; row++)
        {
            var entries = Enumerable.Range(rows.Starts[row], rows.Starts[row + 1] - rows.Starts[row])
                .Select(i => FormattableString.Invariant($" {rows.Columns[i]}:{rows.Values[i]:R}"));
            writer.Write(FormattableString.Invariant($"{Table.Signal[row]:R}{string.Concat(entries)}\n"));
        }
        return path;
    }

    [Fact]
    public void FloatsAndLayoutsAndRecordsGiveTheSameBytes()
    {
        float[] narrow = Array.ConvertAll(Table.Values, value => (float)value);
        double[] widened = Array.ConvertAll(narrow, value => (double)value);
        var columns = new float[narrow.Length];
        for (int i = 0; i < narrow.Length; i++)
        {
            columns[i % SmallTable.ColumnCount * Table.RowCount + i / SmallTable.ColumnCount] = narrow[i];
        }
        string expected = Train(Dataset.FromArrays(widened, Table.RowCount, SmallTable.ColumnCount, Table.Signal));
        Assert.Equal(expected, Train(Dataset.FromArrays(narrow, Table.RowCount, SmallTable.ColumnCount, Table.Signal)));
        Assert.Equal(expected, Train(Dataset.FromArrays(
            columns, Table.RowCount, SmallTable.ColumnCount, Table.Signal, layout: MatrixLayout.ColumnMajor)));
    }

    /// <summary>A validation file finds its columns by name, whatever their order, and texts keep training's codes.</summary>
    [Fact]
    public void ValidationFilesAreReadWithTrainingsColumnsAndTexts()
    {
        string training = WriteText("train.csv", "y,colour,size", ["1,red,1", "0,blue,2", "1,green,3", "0,blue,4", "1,red,5"]);
        string shuffled = WriteText("valid.csv", "size,colour,y", ["1,red,1", "2,blue,0", "3,violet,1"]);
        var data = Dataset.FromCsv(training, new() { MinDataInBin = 1 });
        var valid = Dataset.FromCsv(shuffled, new() { Reference = data });
        Assert.Equal([1, 0, 1], valid.Labels.ToArray());
        Assert.Equal(["blue", "green", "red"], data.Schema.Texts[0]!);
        Assert.Equal(data.Bins.BinOf(0, 0), valid.Bins.BinOf(0, 0));
        Assert.Equal(data.Bins.BinOf(0, 1), valid.Bins.BinOf(0, 1));
        Assert.Equal(0, valid.Bins.BinOf(0, 2)); // unseen: goes right
    }

    [Fact]
    public void TextLabelsAreClassesInOrdinalOrder()
    {
        string path = WriteText("labels.csv", "income,age", ["<=50K,39", ">50K,50", "<=50K,28", ">50K,60"]);
        var data = Dataset.FromCsv(path);
        Assert.Equal(["<=50K", ">50K"], data.ClassNames!);
        Assert.Equal([0, 1, 0, 1], data.Labels.ToArray());
    }

    [Fact]
    public void MinusOneAndOneAreBinaryLabels()
    {
        var signed = Array.ConvertAll(Table.LabelsFor("binary"), label => 2 * label - 1);
        var options = Options with { Objective = "binary" };
        string expected = Booster.Train(Table.ToDataset("binary", new()), options).ToText();
        var data = Dataset.FromArrays(
            Table.Values, Table.RowCount, SmallTable.ColumnCount, signed, new() { Categorical = SmallTable.Categorical });
        Assert.Equal(expected, Booster.Train(data, options).ToText());
    }

    static string Train(Dataset data) => Booster.Train(data, Options).ToText();

    string Write(string name, char delimiter)
    {
        var lines = Enumerable.Range(0, Table.RowCount).Select(row => string.Join(delimiter, Table.Values
            .AsSpan(row * SmallTable.ColumnCount, SmallTable.ColumnCount).ToArray()
            .Prepend(Table.Signal[row])
            .Select(value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture))));
        string path = Path.Combine(_folder.FullName, name);
        using Stream file = File.Create(path);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var writer = new StreamWriter(stream);
        foreach (string line in lines)
        {
            writer.Write(line + "\n");
        }
        return path;
    }

    string WriteText(string name, string header, string[] rows)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(path, [header, .. rows]);
        return path;
    }
}
