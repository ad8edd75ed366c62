using System.Text.Json;

namespace LowBit.Tests;

/// <summary>Each wrong input gets one line and exit code 2, or a stated result; nothing is written.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Refused(string file, IEnumerable<string> lines, params string[] more)
    {
        string data = _folder.Write(file, lines);
        string message = CommandRun.Refusal(["train", "--data", data, "--model", _folder["m.txt"], .. more]);
        Assert.Equal([file], _folder.Files);
        return message.Replace(_folder[""], "", StringComparison.Ordinal);
    }

    static IEnumerable<string> Rows(int count, Func<int, string> row) => Enumerable.Range(0, count).Select(row).Prepend("y,x");

    [Theory]
    [InlineData("y,x", "t.csv has a header and no rows of data.")]
    [InlineData("y,x|1,2|0,3|1,2,3", "t.csv line 4: 3 fields, where the first line has 2.")]
    [InlineData("y,x,x|1,2,3", "t.csv line 1: columns 1 and 2 are both named 'x'.")]
    [InlineData("y|1|0", "t.csv has no feature column; it needs the label and at least one more.")]
    [InlineData("y,x|1,2|,3", "t.csv line 3, column 'y' is missing; every row needs a finite label")]
    [InlineData("y,x|1,2|inf,3", "t.csv line 3, column 'y' is infinite; every row needs a finite label")]
    [InlineData("y,x|1,2|-inf,3", "t.csv line 3, column 'y' is infinite; every row needs a finite label")]
    [InlineData("y,x|1,\"2", "t.csv line 2: a quote is opened in this row and never closed.")]
    public void TableThatIsNoneIsRefused(string lines, string message) =>
        Assert.StartsWith(message, Refused("t.csv", lines.Split('|')), StringComparison.Ordinal);

    [Theory]
    [InlineData("binary", "0,1,2", "t.csv line 4, column 'y': the label is 2; binary takes 0 and 1.")]
    [InlineData("binary", "0,1,0.5", "t.csv line 4, column 'y': the label is 0.5; binary takes 0 and 1.")]
    [InlineData("binary", "a,b,c", "the label column holds 3 texts")]
    [InlineData("poisson", "0,1,-1", "t.csv line 4, column 'y': the label is -1; poisson takes counts and rates, 0 or more.")]
    [InlineData("poisson", "0,0,0", "every label is 0 or weighs 0; poisson needs at least one above 0.")]
    [InlineData("multiclass", "0,1,-1", "t.csv line 4, column 'y': the label is -1; multiclass with 2 classes takes the integers 0 … 1.")]
    [InlineData("regression", "1,2,high", "t.csv line 2, column 'y' is the text '1'; objective regression needs numbers.")]
    public void LabelOutsideTheDomainOfTheObjectiveIsRefused(string objective, string labels, string message) =>
        Assert.StartsWith(message,
            Refused("t.csv", labels.Split(',').Select((label, row) => $"{label},{row}").Prepend("y,x"), "--objective", objective),
            StringComparison.Ordinal);

    [Fact]
    public void TextLateInANumericColumnNamesTheRemedy()
    {
        var lines = Rows(1_500, row => $"{row % 2},{(row == 1_400 ? "oops" : row)}").ToList();
        Assert.Equal(
            "t.csv line 1402, column 'x': 'oops' is neither a number nor missing. The first 1000 rows hold numbers: mend the field, or give --categorical x.",
            Refused("t.csv", lines));
        Assert.Equal(0, CommandRun.Of("train", "--data", _folder["t.csv"], "--categorical", "x", "--num-iterations", "1").Code);
    }

    [Theory]
    [InlineData("--label z", "label column 'z' is not in t.csv; its columns are y, x.")]
    [InlineData("--label 7", "label column 7 is not in t.csv, which has 2 columns counted from 0.")]
    [InlineData("--weight w", "weight column 'w' is not in t.csv; its columns are y, x.")]
    [InlineData("--label y --ignore y", "column 'y' of t.csv is the label; it cannot also be the weight or ignored.")]
    [InlineData("--weight x", "t.csv line 2, column 'x' is no weight; weights are finite and 0 or more.")]
    [InlineData("--metric foo", "metric is foo; allowed: l2,")]
    [InlineData("--metric aux", "metric is aux; allowed: l2,*Did you mean auc?")]
    [InlineData("--objective multiclass --metric auc", "metric is auc, which is for one output; the objective has 2 outputs.")]
    [InlineData("--objective multiclass --num-class 1", "num_class is 1 with a multiclass objective; allowed: 2 or more.")]
    [InlineData("--is-unbalance --scale-pos-weight 2", "is_unbalance is true and scale_pos_weight is 2;")]
    [InlineData("--num-iterations 99999999999", "--num-iterations is '99999999999'; allowed: an integer of at least 0.")]
    public void OptionsThatDoNotGoWithTheDataAreRefused(string options, string message)
    {
        string[] parts = message.Split('*');
        string refusal = Refused("t.csv", Rows(30, row => $"{row % 2},-{row + 1}"), options.Split(' '));
        Assert.StartsWith(parts[0], refusal, StringComparison.Ordinal);
        Assert.Contains(parts[^1], refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no.csv", ": no such file.")]
    [InlineData("", " is a directory.")]
    public void MissingFileIsRefused(string name, string message) =>
        Assert.Contains(message, CommandRun.Refusal("train", "--data", _folder[name]), StringComparison.Ordinal);

    [Fact]
    public void EmptyFileIsRefused()
    {
        File.WriteAllText(_folder["t.csv"], "");
        Assert.EndsWith("t.csv is empty. Give a table with at least one row of data.",
            CommandRun.Refusal("train", "--data", _folder["t.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void PlainFileNamedGZipIsRefused() =>
        Assert.StartsWith("t.csv.gz is named .gz and is not gzip.", Refused("t.csv.gz", ["y,x", "1,2"]), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "1", "5")] // one row
    [InlineData(50, "1", "{row}")] // one class
    [InlineData(50, "{row % 2}", "7")] // constant feature
    [InlineData(50, "{row % 2}", "NA")] // all rows missing
    [InlineData(5, "{row % 2}", "{row}")] // more bins than rows
    public void NothingToSplitGivesTheBaselineAndANote(int rowCount, string label, string x)
    {
        string Fill(string text, int row) => text
            .Replace("{row % 2}", $"{row % 2}", StringComparison.Ordinal).Replace("{row}", $"{row}", StringComparison.Ordinal);
        string data = _folder.Write("t.csv", Rows(rowCount, row => $"{Fill(label, row)},{Fill(x, row)}"));
        var run = CommandRun.Of("train", "--data", data, "--model", _folder["m.txt"], "--json");
        Assert.Equal((0, "note: training ended after 0 of 100 rounds: there was nothing left to split\n"), (run.Code, run.Error));
        Assert.Equal(1, JsonDocument.Parse(run.Out).RootElement.GetProperty("rounds").GetInt32());
        double baseline = label == "1" ? 1 : rowCount == 5 ? 0.4 : 0.5;
        Assert.Equal(Enumerable.Repeat($"{baseline}", rowCount),
            CommandRun.Of("predict", "--model", _folder["m.txt"], "--data", data).Out.Split('\n')[..^1]);
    }

    [Fact]
    public void InfiniteValuesAreValuesLikeOthers()
    {
        string data = _folder.Write("t.csv", Rows(90, row => $"{row % 3},{(row % 3 == 0 ? "-inf" : row % 3 == 1 ? "0" : "inf")}"));
        Assert.Equal(0, CommandRun.Of("train", "--data", data, "--num-iterations", "60", "--learning-rate", "0.5", "--model", _folder["m.txt"]).Code);
        string[] predictions = CommandRun.Of("predict", "--model", _folder["m.txt"], "--data", data).Out.Split('\n');
        Assert.Equal([0, 1, 2], predictions[..3].Select(line => Math.Round(double.Parse(line), 4)));
    }

    [Fact]
    public void ModelFileThatIsCutShortOrAlteredIsRefused()
    {
        string data = _folder.Write("t.csv", CommandFolder.Table(200));
        Assert.Equal(0, CommandRun.Of("train", "--data", data, "--num-iterations", "3", "--model", _folder["m.txt"]).Code);
        string model = File.ReadAllText(_folder["m.txt"]);
        foreach (string bad in (string[])[model[..(model.Length / 2)], model.Replace("leaf_value=", "leaf_value=x", StringComparison.Ordinal), "", "y,x\n1,2\n"])
        {
            File.WriteAllText(_folder["bad.txt"], bad);
            Assert.Contains("bad.txt line ", CommandRun.Refusal("predict", "--model", _folder["bad.txt"], "--data", data), StringComparison.Ordinal);
            CommandRun.Refusal("evaluate", "--model", _folder["bad.txt"], "--data", data);
            CommandRun.Refusal("inspect", "--model", _folder["bad.txt"]);
        }
        Assert.Contains("cannot be read", CommandRun.Refusal("inspect", "--model", _folder["no.txt"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ValidationFileWithOtherColumnsIsRefused()
    {
        string train = _folder.Write("train.csv", CommandFolder.Table(100));
        string valid = _folder.Write("valid.csv", "y,x", "1,2");
        Assert.EndsWith("valid.csv has no column 'z', which the model needs; add it, or remove the header to match by position.",
            CommandRun.Refusal("train", "--data", train, "--valid", valid), StringComparison.Ordinal);
    }

    [Fact]
    public void ValidationFileWithTextLabelsForNumbersIsRefused()
    {
        string train = _folder.Write("train.csv", CommandFolder.Table(100));
        string valid = _folder.Write("valid.csv", "y,x,z,color", "yes,1,2,red");
        Assert.EndsWith("holds text; in training it held numbers. Name another label column.",
            CommandRun.Refusal("train", "--data", train, "--valid", valid), StringComparison.Ordinal);
    }
}
