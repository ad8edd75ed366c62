using LowBit.Boosting;

namespace LowBit.Tests;

public class DatasetFileTests
{
    static readonly SmallTable Table = new(1_500);

    static readonly BoosterOptions Options = new() { Objective = "regression", NumIterations = 8 };

    internal static byte[] BytesOf(Dataset data)
    {
        using var stream = new MemoryStream();
        DatasetFile.Write(stream, data);
        return stream.ToArray();
    }

    internal static Dataset Read(byte[] bytes, DatasetOptions? options = null) =>
        DatasetFile.Read("data.bin", new MemoryStream(bytes), options ?? new());

    [Theory]
    [InlineData(255, false), InlineData(15, true)]
    public void ALoadedSetIsTheSavedOne(int maxBin, bool weighted)
    {
        var data = Table.ToDataset("regression", new() { MaxBin = maxBin, ColumnNames = [.. "abcdefgh".Select(name => $"{name}")] }, weighted: weighted);
        var loaded = Read(BytesOf(data));
        Assert.Equal(DatasetContent.Of(data), DatasetContent.Of(loaded));
        Assert.Equal(Booster.Train(data, Options).ToText(), Booster.Train(loaded, Options).ToText());
        Assert.Equal(BytesOf(data), BytesOf(loaded));
    }

    [Fact]
    public void GroupsAndInitialScoresAreKeptAndScoresMayBeReplaced()
    {
        var data = new SmallTable(30).ToDataset("regression", new() { GroupSizes = [10, 5, 15], InitScores = [.. Enumerable.Range(0, 30).Select(i => i * 0.5)] });
        byte[] bytes = BytesOf(data);
        var loaded = Read(bytes);
        Assert.Equal(data.GroupStarts, loaded.GroupStarts);
        Assert.Equal(data.InitScoreValues, loaded.InitScoreValues);
        Assert.Equal(7, Read(bytes, new() { InitScores = [.. Enumerable.Repeat(7.0, 30)] }).InitScoreValues![29]);
        Assert.Equal("there are 29 initial scores for 30 rows of data.bin; give a finite one for each row and output.",
            Assert.Throws<BadDataException>(() => Read(bytes, new() { InitScores = new double[29] })).Message);
    }

    [Fact]
    public void SparseRowsGiveTheSameModelAfterTheFile()
    {
        double[] values = [.. Enumerable.Range(0, 30_000).Select(i => i % 100 < 98 ? (i / 100 % 100 == 7 ? 1.0 + i % 5 : 0) : i * 31 % 17)];
        double[] labels = [.. Enumerable.Range(0, 300).Select(row => values[100 * row] + values[100 * row + 99] / 10)];
        var data = Dataset.FromArrays(values, 300, 100, labels);
        Assert.Contains(data.Bins.Stored.Sparse, column => column.Count > 0);
        Assert.Equal(Booster.Train(data, Options).ToText(), Booster.Train(Read(BytesOf(data)), Options).ToText());
    }

    [Fact]
    public void TextsOfColumnsAndClassesAreKept()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("lowbit-").FullName, "data.csv");
        File.WriteAllLines(path, Enumerable.Range(0, 300).Select(i => $"{(i % 7 < 3 ? "yes" : "no")},{"red green blue".Split(' ')[i % 3]},{i % 11}").Prepend("y,colour,size"));
        var data = Dataset.FromCsv(path);
        var loaded = Read(BytesOf(data));
        Assert.Equal(["no", "yes"], loaded.ClassNames!);
        var options = Options with { Objective = "binary" };
        Assert.Equal(Booster.Train(data, options).ToText(), Booster.Train(loaded, options).ToText());
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(4)]
    public void RanksLoadTheirOwnRows(int size)
    {
        string expected = Booster.Train(Table.ToDataset("regression", new()), Options).ToText();
        var models = VirtualRanks.Run(size, ranks =>
        {
            byte[] bytes = BytesOf(Table.ToDataset("regression", new(), ranks));
            return Booster.Train(Read(bytes, new() { Collective = ranks, NumThreads = 1 }), Options).ToText();
        });
        Assert.All(models, model => Assert.Equal(expected, model));
    }

    [Fact]
    public void AFileCutShortIsRefused()
    {
        byte[] bytes = BytesOf(new SmallTable(40).ToDataset("regression", new()));
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<BadDataException>(() => Read(bytes[..length]));
        }
        Assert.Throws<BadDataException>(() => Read([.. bytes, 0]));
    }

    [Fact]
    public void AnyAlteredByteIsNoticed()
    {
        byte[] bytes = BytesOf(new SmallTable(40).ToDataset("regression", new()));
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] altered = [.. bytes];
            altered[i] ^= (byte)(1 << i % 8);
            Assert.Throws<BadDataException>(() => Read(altered));
        }
    }

    [Fact]
    public void AnotherBinningIsNotGiven()
    {
        byte[] bytes = BytesOf(Table.ToDataset("regression", new() { MaxBin = 63 }));
        Assert.Equal(63, Read(bytes).Options.MaxBin);
        Assert.Equal(63, Read(bytes, new() { MaxBin = 63 }).Options.MaxBin);
        var error = Assert.Throws<BadOptionException>(() => Read(bytes, new() { MaxBin = 31 }));
        Assert.Equal("max_bin is 31, but data.bin was binned with 63; leave the option out, or bin the data again.", error.Message);
    }

    [Fact]
    public void AValidationSetMustHaveTheBinsOfTheTrainingSet()
    {
        var folder = Directory.CreateTempSubdirectory("lowbit-").FullName;
        var (train, other) = (Table.ToDataset("regression", new()), new SmallTable(500, seed: 3));
        string like = Path.Combine(folder, "like.bin"), unlike = Path.Combine(folder, "unlike.bin");
        other.ToDataset("regression", new() { Reference = train }).Save(like);
        other.ToDataset("regression", new()).Save(unlike);
        Assert.Equal(500, Dataset.Load(like, new() { Reference = train }).RowCount);
        Assert.Throws<BadDataException>(() => Dataset.Load(unlike, new() { Reference = train }));
    }

    [Fact]
    public void FilesAreToldByTheirContent()
    {
        var folder = Directory.CreateTempSubdirectory("lowbit-").FullName;
        string binary = Path.Combine(folder, "a.csv"), text = Path.Combine(folder, "b.bin");
        var data = Table.ToDataset("regression", new());
        data.Save(binary);
        File.WriteAllText(text, "y,x\n1,2\n3,4\n");
        Assert.Equal(DatasetContent.Of(data), DatasetContent.Of(Dataset.FromFile(binary)));
        Assert.Equal(2, Dataset.FromFile(text).RowCount);
        Assert.Contains("is no binned data set", Assert.Throws<BadDataException>(() => Dataset.Load(text)).Message);
        Assert.Throws<BadDataException>(() => Dataset.Load(Path.Combine(folder, "none.bin")));
    }

    [Fact]
    public void WhatCannotBeWrittenLeavesTheOldFile()
    {
        string folder = Directory.CreateTempSubdirectory("lowbit-").FullName, path = Path.Combine(folder, "missing", "data.bin");
        Assert.Throws<BadDataException>(() => Table.ToDataset("regression", new()).Save(path));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }
}
