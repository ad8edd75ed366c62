using LowBit.Boosting;

namespace LowBit.Tests;

public sealed class BoostedTreesTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lowbit-model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SavedFileLoadsAsTheSameModel()
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 1, rounds: 3));
        model.Save(PathOf("a.txt"));
        Assert.Equal(model.ToText(), BoostedTrees.Load(PathOf("a.txt")).ToText());
    }

    [Fact]
    public void SavingReplacesAFileAndLeavesNothingBeside()
    {
        File.WriteAllText(PathOf("a.txt"), "old");
        new BoostedTrees(RandomModel.Content(seed: 1, rounds: 3)).Save(PathOf("a.txt"));
        Assert.Equal([PathOf("a.txt")], Directory.GetFileSystemEntries(_folder));
        Assert.StartsWith("tree\n", File.ReadAllText(PathOf("a.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatCannotBeWrittenLeavesNothingBehind()
    {
        Directory.CreateDirectory(PathOf("a.txt"));
        var model = new BoostedTrees(RandomModel.Content(seed: 1, rounds: 3));
        var error = Assert.Throws<BadModelException>(() => model.Save(PathOf("a.txt")));
        Assert.StartsWith($"{PathOf("a.txt")} cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal([PathOf("a.txt")], Directory.GetFileSystemEntries(_folder));
        Assert.Throws<BadModelException>(() => model.Save(Path.Combine(_folder, "none", "a.txt")));
    }

    [Fact]
    public void MissingFileIsRefusedByName()
    {
        var error = Assert.Throws<BadModelException>(() => BoostedTrees.Load(PathOf("none.txt")));
        Assert.StartsWith($"{PathOf("none.txt")} cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorsNameTheFileAndItsLine()
    {
        File.WriteAllText(PathOf("a.txt"), "tree\nnum_class=x\n");
        var error = Assert.Throws<BadModelException>(() => BoostedTrees.Load(PathOf("a.txt")));
        Assert.Equal($"{PathOf("a.txt")} line 2: num_class of the header is \"x\"; 1 to 65536 are allowed", error.Message);
    }

    [Fact]
    public void ImportanceCountsSplitsAndGains()
    {
        var model = BoostedTrees.Parse(ModelTexts.Full);
        Assert.Equal([1, 1, 0], model.FeatureImportance(ImportanceType.Split));
        Assert.Equal([12.5, 3, 0], model.FeatureImportance(ImportanceType.Gain));
    }

    [Fact]
    public void SplitsWithoutGainHaveNoImportance()
    {
        var model = BoostedTrees.Parse(ModelTexts.Full.Replace("gain=12.5 3", "gain=0 -1", StringComparison.Ordinal));
        Assert.Equal([0, 0, 0], model.FeatureImportance(ImportanceType.Split));
    }

    [Fact]
    public void SummaryTellsSizeFeaturesAndOptions()
    {
        var summary = BoostedTrees.Parse(ModelTexts.Full).Summarize();
        Assert.Equal("binary sigmoid:1", summary.Objective);
        Assert.Equal((2, 1), (summary.IterationCount, summary.OutputCount));
        Assert.Equal(new Spread(1, 2, 3), summary.Leaves);
        Assert.Equal(new Spread(0, 1, 2), summary.Depth);
        Assert.Equal(new("age in years", ColumnRole.Feature, "[17:90]", 1, 12.5, null), summary.Features[0]);
        Assert.Equal(["clerk", "cook"], summary.Features[1].Categories);
        Assert.Equal(("a=b", ColumnRole.Weight), (summary.Features[2].Name, summary.Features[2].Role));
        Assert.Equal([new("boosting", "gbdt"), new("learning_rate", "0.1")], summary.Parameters);
    }

    [Fact]
    public void SummaryOfOtherProgramsModelsNamesFeaturesAsTheFileDoes()
    {
        var summary = BoostedTrees.Parse(ModelTexts.Minimal).Summarize();
        Assert.Equal("x", Assert.Single(summary.Features).Name);
        Assert.Empty(summary.Parameters);
        Assert.Equal(default, new BoostedTrees(RandomModel.Content(seed: 1, rounds: 0)).Summarize().Leaves);
    }

    [Theory]
    [InlineData("null", new string[0])]
    [InlineData("[]", new string[0])]
    [InlineData("[[\"a\", 1, 2.50, true]]", new[] { "a", "1", "2.50", "true" })]
    public void CategoriesAreKeptAsTheyAreWritten(string json, string[] expected)
    {
        string text = ModelTexts.Minimal + $"\n\npandas_categorical:{json}\n";
        var model = BoostedTrees.Parse(text);
        Assert.Equal(expected, model.Categories.SelectMany(list => list));
        Assert.EndsWith($"\npandas_categorical:{json}\n", model.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void ListsOfCategoriesReadBackFromTheirJson() =>
        Assert.Equal([["a=b", "\"", "ü"], []], JsonText.ToLists(JsonText.FromLists([["a=b", "\"", "ü"], []])));

    string PathOf(string name) => Path.Combine(_folder, name);
}
