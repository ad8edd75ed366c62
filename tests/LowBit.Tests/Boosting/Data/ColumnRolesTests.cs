using LowBit.Boosting;

namespace LowBit.Tests;

public class ColumnRolesTests
{
    static readonly TestTable Named = new(["y", "a", "b", "3"], [0, 1, 2, 3]);
    static readonly TestTable Unnamed = new(null, [0, 1, 2, 3]);

    static ColumnRoles Of(DatasetOptions options, TestTable? table = null, bool hasLabel = true) =>
        ColumnRoles.Of(table ?? Named, options, hasLabel);

    static string Refusal(DatasetOptions options, TestTable? table = null) =>
        Assert.ThrowsAny<LowBitException>(() => Of(options, table)).Message;

    [Theory]
    [InlineData(null, 0), InlineData("2", 2), InlineData("b", 2), InlineData("name:b", 2), InlineData("name:3", 3)]
    public void TheLabelIsTheFirstColumnOrTheOneNamed(string? label, int column) =>
        Assert.Equal(column, Of(new() { Label = label }).Label);

    [Theory]
    [InlineData("0", "0", 1), InlineData("0", "2", 3), InlineData("2", "1", 1), InlineData("2", "2", 3), InlineData("2", "a", 1)]
    public void AnIndexLeavesTheLabelOutANameDoesNot(string label, string ignored, int column) =>
        Assert.Equal([column], Marked(Of(new() { Label = label, Ignore = [ignored] }).Ignored));

    static IEnumerable<int> Marked(bool[] marks) => Enumerable.Range(0, marks.Length).Where(column => marks[column]);

    [Fact]
    public void WithoutALabelColumnIndicesCountAll()
    {
        var roles = Of(new() { Weight = "0", Categorical = ["3"], Ignore = ["a"] }, hasLabel: false);
        Assert.Equal((-1, 0), (roles.Label, roles.Weight));
        Assert.Equal([3], Marked(roles.Categorical));
        Assert.Equal([1], Marked(roles.Ignored));
        Assert.Equal([false, false, true, true], Enumerable.Range(0, 4).Select(roles.IsFeature));
    }

    [Fact]
    public void TextColumnsAreCategoricalByThemselves()
    {
        var table = new TestTable(["y", "a", "b"], [0, 1, 2]).WithTexts(2, "x", "z");
        Assert.Equal([2], Marked(Of(new(), table).Categorical));
    }

    [Fact]
    public void ColumnsThatAreNotThereAreRefusedWithWhatIs()
    {
        Assert.Equal("label column 'z' is not in t.csv; its columns are y, a, b, 3.", Refusal(new() { Label = "z" }));
        Assert.Equal("label column 4 is not in t.csv, which has 4 columns counted from 0.", Refusal(new() { Label = "4" }));
        Assert.Equal(
            "ignored column 3 is not in t.csv, which has 4 columns counted from 0 (the label is not counted).",
            Refusal(new() { Ignore = ["3"] }));
        Assert.Equal(
            "weight column 2147483647 is not in t.csv, which has 4 columns counted from 0 (the label is not counted).",
            Refusal(new() { Weight = "2147483647" }));
    }

    [Fact]
    public void ALongListOfColumnsIsCut()
    {
        string[] names = [.. Enumerable.Range(0, 14).Select(i => $"c{i}")];
        Assert.EndsWith(
            "its columns are c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 and 2 more.",
            Refusal(new() { Label = "z" }, new(names, new double[14])), StringComparison.Ordinal);
    }

    [Fact]
    public void ANameNeedsAHeader() => Assert.Equal(
        "categorical column 'a' is a name, but t.csv has no header; use an index, or tell that it has a header.",
        Refusal(new() { Categorical = ["a"] }, Unnamed));

    [Theory]
    [InlineData("y", null), InlineData(null, "y")]
    public void TheLabelHasNoOtherRole(string? weight, string? ignored) => Assert.Equal(
        "column 'y' of t.csv is the label; it cannot also be the weight or ignored.",
        Refusal(new() { Weight = weight, Ignore = ignored is null ? [] : [ignored] }));

    [Fact]
    public void TextsAreNoWeights() => Assert.Equal(
        "weight column 'a' of t.csv holds text; weights are numbers.",
        Refusal(new() { Weight = "a" }, new TestTable(["y", "a"], [0, 1]).WithTexts(1, "u", "v")));

    [Fact]
    public void AnAlignedTableHasLabelWeightGroupAndScoresBehindItsFeatures()
    {
        var table = new TestTable(["w", "a", "s", "y", "b", "q", "t"], [1, 2, 3, 4, 5, 6, 7]);
        var options = new DatasetOptions { Label = "y", Weight = "w", Group = "q", InitScoreColumns = ["t", "s"] };
        var source = ColumnRoles.Of(table, options, hasLabel: true);
        Assert.Equal([3, 0, 5, 6, 2], source.OfRows);
        Assert.Equal([1, 4], Enumerable.Range(0, 7).Where(source.IsFeature));
        var roles = ColumnRoles.Behind(4, source);
        Assert.Equal([4, 5, 6, 7, 8], roles.OfRows);
        Assert.Equal((4, 5, 6, 9), (roles.Label, roles.Weight, roles.Group, roles.Ignored.Length));
        Assert.Equal([7, 8], roles.InitScores);
        Assert.Equal([3], ColumnRoles.Behind(3, ColumnRoles.Of(table, new() { Weight = "w" }, hasLabel: false)).OfRows);
    }

    [Fact]
    public void AColumnHasOneRole() => Assert.Equal(
        "column 'a' of t.csv is named for two of label, weight, group and initial score. Name a column of its own for each.",
        Refusal(new() { Weight = "a", Group = "a" }, new TestTable(["y", "a"], [0, 1])));

    [Fact]
    public void TextsAreNoInitialScores() => Assert.Equal(
        "initial score column 'a' of t.csv holds text; initial scores are numbers.",
        Refusal(new() { InitScoreColumns = ["a"] }, new TestTable(["y", "a"], [0, 1]).WithTexts(1, "u", "v")));
}
