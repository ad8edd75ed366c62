using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary><c>train --input-model</c> on files: columns, codes and classes are those of the model.</summary>
public sealed class ContinuedFileTests : IDisposable
{
    readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    BoostedTrees Train(string data, string model, string? input, params string[] more)
    {
        string[] start = input is null ? [] : ["--input-model", _folder[input]];
        var run = CommandRun.Of(["train", "--data", data, "--min-data-in-leaf", "5", "--num-leaves", "8", "--model", _folder[model], .. start, .. more]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return BoostedTrees.Load(_folder[model]);
    }

    static string Trees(BoostedTrees model) => ContinuedTrainingTests.Trees(model);

    [Fact]
    public void FileInTwoRunsGivesTheTreesOfOneRun()
    {
        string data = _folder.Write("t.csv", CommandFolder.Table(400));
        var whole = Train(data, "20.txt", null, "--objective", "binary", "--num-iterations", "20");
        Train(data, "10.txt", null, "--objective", "binary", "--num-iterations", "10");
        var both = Train(data, "10+10.txt", "10.txt", "--objective", "binary", "--num-iterations", "10");
        Assert.Equal(Trees(whole), Trees(both));
        Assert.Equal(whole.ToText().Split("end of parameters")[1], both.ToText().Split("end of parameters")[1]);
    }

    [Fact]
    public void ColumnsInAnotherOrderAreMatchedByName()
    {
        string[] rows = [.. CommandFolder.Table(400)];
        string data = _folder.Write("t.csv", rows);
        string shuffled = _folder.Write("s.csv", rows.Select(line => line.Split(',')).Select(f => $"{f[3]},{f[1]},{f[0]},{f[2]}"));
        Train(data, "a.txt", null, "--objective", "binary", "--num-iterations", "5");
        var same = Train(data, "b.txt", "a.txt", "--objective", "binary", "--num-iterations", "5");
        var other = Train(shuffled, "c.txt", "a.txt", "--objective", "binary", "--num-iterations", "5");
        Assert.Equal(Trees(same), Trees(other));
        Assert.Equal(same.FeatureNames, other.FeatureNames);
    }

    /// <summary>Codes of known texts do not change, so the old trees mean what they meant; new trees may use new texts.</summary>
    [Fact]
    public void NewTextsStandBehindTheKnownOnes()
    {
        string first = _folder.Write("1.csv", CommandFolder.Table(400));
        var input = Train(first, "1.txt", null, "--objective", "binary", "--num-iterations", "5");
        string second = _folder.Write("2.csv", CommandFolder.Table(400, seed: 3).Select((line, row) => row % 5 == 3
            ? $"{row % 2},{line.Split(',')[1]},{line.Split(',')[2]},{(row % 2 == 0 ? "amber" : "white")}" : line));
        var model = Train(second, "2.txt", "1.txt", "--objective", "binary", "--num-iterations", "5");
        Assert.Equal(["blue", "green", "red"], input.TextCategories(2)!);
        Assert.Equal(["blue", "green", "red", "amber", "white"], model.TextCategories(2)!);
        Assert.Equal(Trees(input), Trees(model).Split("Tree=5\n")[0]);
        Assert.Equal(Predict("1.txt", first), Predict("2.txt", first, "--num-iteration-predict", "5"));
        // the new texts are told apart: 3 is amber, 4 is white
        double[] row = [5, 6, 3, 5, 6, 4], scores = new double[2];
        model.PredictRaw(row, 2, scores);
        Assert.True(scores[0] + 0.3 < scores[1]);
    }

    [Fact]
    public void ClassesKeepTheirNamesAndNewOnesAreRefused()
    {
        string[] classes = ["no", "yes"];
        IEnumerable<string> Rows(int seed) => CommandFolder.Table(300, seed).Select((line, i) => i == 0 ? line : classes[line[0] - '0'] + line[1..]);
        Train(_folder.Write("1.csv", Rows(0)), "1.txt", null, "--objective", "binary", "--num-iterations", "3");
        string onlyYes = _folder.Write("2.csv", Rows(1).Where((line, i) => i == 0 || line.StartsWith("yes", StringComparison.Ordinal)));
        Assert.Equal(0, CommandRun.Of(
            "train", "--data", onlyYes, "--objective", "binary", "--num-iterations", "1", "--input-model", _folder["1.txt"],
            "--model", _folder["2.txt"]).Code);
        Assert.Equal(classes, BoostedTrees.Load(_folder["2.txt"]).Schema!.ClassNames);
        string other = _folder.Write("3.csv", Rows(1).Append("maybe,1,2,red"));
        Assert.Equal(
            $"label 'maybe' of {other} is none of the input model's classes (no, yes); a model learns no new class: leave its rows out, or train anew.",
            CommandRun.Refusal("train", "--data", other, "--objective", "binary", "--input-model", _folder["1.txt"]));
    }

    [Fact]
    public void WeightAndIgnoredColumnsAreThoseOfTheModel()
    {
        string data = _folder.Write("t.csv", CommandFolder.Table(300).Select((line, i) => $"{line},{(i == 0 ? "w,id" : $"{1 + i % 3},{i}")}"));
        string[] options = ["--objective", "binary", "--weight", "w", "--ignore", "id"];
        var whole = Train(data, "6.txt", null, [.. options, "--num-iterations", "6"]);
        Train(data, "3.txt", null, [.. options, "--num-iterations", "3"]);
        Assert.Equal(Trees(whole), Trees(Train(data, "3+3.txt", "3.txt", "--objective", "binary", "--num-iterations", "3")));
        Assert.Equal(whole.Schema!.Columns, BoostedTrees.Load(_folder["3+3.txt"]).Schema!.Columns);
    }

    [Fact]
    public void FilesWithoutHeaderMatchByPositionWhereverTheLabelStands()
    {
        string[] rows = [.. CommandFolder.Table(300).Skip(1)];
        string first = _folder.Write("1.csv", rows);
        string last = _folder.Write("2.csv", rows.Select(line => $"{line[2..]},{line[0]}"));
        Train(first, "1.txt", null, "--objective", "binary", "--num-iterations", "3");
        var same = Train(first, "2.txt", "1.txt", "--objective", "binary", "--num-iterations", "3");
        var moved = Train(last, "3.txt", "1.txt", "--objective", "binary", "--num-iterations", "3", "--label", "3");
        Assert.Equal(Trees(same), Trees(moved));
        Assert.Equal((0, 3), (same.LabelIndex, moved.LabelIndex));
    }

    [Fact]
    public void ColumnsThatTheModelDoesNotHaveAreRefusedUnlessTheyAreIgnored()
    {
        Train(_folder.Write("1.csv", CommandFolder.Table(200)), "1.txt", null, "--objective", "binary", "--num-iterations", "2");
        string more = _folder.Write("2.csv", CommandFolder.Table(200).Select((line, i) => $"{line},{(i == 0 ? "extra" : "1")}"));
        Assert.EndsWith(
            "2.csv is none of the input model's; trees on it cannot be added to that model: ignore the column (--ignore).",
            CommandRun.Refusal("train", "--data", more, "--objective", "binary", "--input-model", _folder["1.txt"]), StringComparison.Ordinal);
        Train(more, "3.txt", "1.txt", "--objective", "binary", "--num-iterations", "2", "--ignore", "extra");
        string fewer = _folder.Write("4.csv", CommandFolder.Table(200).Select(line => string.Join(',', line.Split(',')[..3])));
        Assert.Contains("4.csv has no column 'color', which the model needs",
            CommandRun.Refusal("train", "--data", fewer, "--objective", "binary", "--input-model", _folder["1.txt"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ValidationStartsFromTheScoresOfTheInputModel()
    {
        string train = _folder.Write("1.csv", CommandFolder.Table(300)), valid = _folder.Write("2.csv", CommandFolder.Table(100, seed: 1));
        Train(train, "1.txt", null, "--objective", "binary", "--num-iterations", "3");
        var run = CommandRun.Of(
            "train", "--data", train, "--valid", valid, "--objective", "binary", "--input-model", _folder["1.txt"],
            "--num-iterations", "2", "--model", _folder["2.txt"]);
        string loss = run.Error.TrimEnd().Split(' ')[^1];
        string evaluated = CommandRun.Of("evaluate", "--model", _folder["2.txt"], "--data", valid, "--metric", "binary_logloss").Out.TrimEnd().Split(' ')[^1];
        Assert.Equal(evaluated, loss);
    }

    string Predict(string model, string data, params string[] more) =>
        CommandRun.Of(["predict", "--model", _folder[model], "--data", data, "--raw", .. more]).Out;
}
