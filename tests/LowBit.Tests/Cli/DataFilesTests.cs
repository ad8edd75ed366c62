using System.Text.Json;

namespace LowBit.Tests;

/// <summary>LibSVM files, side files and initial scores through the whole command.</summary>
public sealed class DataFilesTests : IDisposable
{
    readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static IEnumerable<string> Sparse(int rowCount, bool labelled = true) => Enumerable.Range(0, rowCount).Select(row =>
    {
        int x = row * 37 % 101, z = row * 53 % 89;
        string label = labelled ? $"{(x + z > 95 ? 1 : 0)} " : "";
        return $"{label}{(x % 3 > 0 || !labelled ? $"1:{x} " : "")}{(z % 2 > 0 ? $"40:{z}" : "")} # row {row}";
    });

    [Fact]
    public void LibSvmFilesTrainPredictAndEvaluate()
    {
        string train = _folder.WriteGZip("train.svm.gz", Sparse(600)), test = _folder.Write("test.svm", Sparse(200).Append("1 3:1 900:5"));
        var run = CommandRun.Of("train", "--data", train, "--valid", test, "--objective", "binary", "--metric", "auc",
            "--num-iterations", "20", "--model", _folder["m.txt"], "--json");
        Assert.Equal(0, run.Code);
        Assert.Contains("max_feature_idx=40\n", File.ReadAllText(_folder["m.txt"]), StringComparison.Ordinal);
        double auc = JsonDocument.Parse(run.Out).RootElement.GetProperty("metrics").GetProperty("valid_1").GetProperty("auc").GetProperty("last").GetDouble();
        Assert.InRange(auc, 0.85, 1);
        var evaluated = CommandRun.Of("evaluate", "--model", _folder["m.txt"], "--data", test, "--metric", "auc", "--json");
        Assert.Equal(auc, JsonDocument.Parse(evaluated.Out).RootElement.GetProperty("metrics").GetProperty("auc").GetDouble());

        string[] labelled = Lines(Sparse(100).ToArray()), bare = Lines([.. Sparse(100).Select(line => line[2..].TrimStart()).Select(line => line.StartsWith('#') ? "0:0" : line)]);
        Assert.Equal(100, labelled.Length);
        Assert.Equal(labelled, bare);
        string[] dense = [.. Sparse(100).Select(line => string.Join(',', Dense(line)))];
        Assert.Equal(labelled, Lines(dense));
    }

    string[] Lines(string[] rows)
    {
        var run = CommandRun.Of("predict", "--model", _folder["m.txt"], "--data", _folder.Write("rows", rows));
        Assert.Equal((0, ""), (run.Code, run.Error));
        return run.Out.Split('\n')[..^1];
    }

    static double[] Dense(string line)
    {
        var row = new double[41];
        foreach (string field in line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            row[int.Parse(field.Split(':')[0])] = double.Parse(field.Split(':')[1]);
        }
        return row;
    }

    [Theory]
    [InlineData("1 0:1|x 2:3", "t.svm line 2: 'x' holds no number.")]
    [InlineData("1 0:1|5 2:3", "t.svm line 2: the label is 5; binary takes 0 and 1.")]
    [InlineData("0:1|2:3", "t.svm has no labels:")]
    [InlineData("1 0:1|1 5000000:1", "t.svm line 2: index 5000000 is too large")]
    public void LibSvmFilesThatCannotBeUsedAreRefused(string lines, string message)
    {
        string data = _folder.Write("t.svm", lines.Split('|'));
        string refusal = CommandRun.Refusal("train", "--data", data, "--objective", "binary", "--model", _folder["m.txt"]);
        Assert.StartsWith(message, refusal.Replace(data, "t.svm", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["m.txt"]));
    }

    [Fact]
    public void TheLabelOfALibSvmFileStandsFirst() => Assert.Contains(
        "is a LibSVM file, whose label stands first in each row. Leave it out.",
        CommandRun.Refusal("train", "--data", _folder.Write("t.svm", "1 0:1"), "--label", "3"), StringComparison.Ordinal);

    [Fact]
    public void InitialScoresComeFromFileColumnsOrTheFileBeside()
    {
        string[] rows = [.. CommandFolder.Table(300).Skip(1)];
        string[] scores = [.. Enumerable.Range(0, 300).Select(row => $"{row * 7 % 10 / 4.0 - 1}")];
        string data = _folder.Write("t.csv", rows.Prepend("y,x,z,color"));
        string file = _folder.Write("scores.txt", scores);
        string expected = Model("--data", data, "--init-score", file);
        Assert.NotEqual(expected, Model("--data", data));

        File.Copy(file, _folder["t.csv.init"]);
        Assert.Equal(expected, Model("--data", data));
        Assert.Equal(expected, Model("--data", data, "--init-score", _folder["t.csv.init"]));
        Assert.Contains("t.csv.init holds initial scores of ", CommandRun.Refusal("train", "--data", data, "--init-score", file), StringComparison.Ordinal);
        Assert.Contains("initial score column 'nothing' is not in ", CommandRun.Refusal("train", "--data", data, "--init-score", "nothing"), StringComparison.Ordinal);

        string column = _folder.Write("c.csv", rows.Zip(scores, (row, score) => $"{row},{score}").Prepend("y,x,z,color,s"));
        string byColumn = Model("--data", column, "--init-score", "s");
        Assert.Equal(Trees(expected), Trees(byColumn));
        Assert.Contains("feature_names=x z color s\n", byColumn, StringComparison.Ordinal);
        Assert.Contains(" none\n", byColumn, StringComparison.Ordinal);
    }

    static string Trees(string model) => string.Join('\n', model.Split('\n').Where(line =>
        line.StartsWith("leaf_value", StringComparison.Ordinal) || line.StartsWith("threshold", StringComparison.Ordinal)));

    string Model(params string[] arguments)
    {
        Assert.Equal(0, CommandRun.Of(["train", .. arguments, "--num-iterations", "5", "--model", _folder["m.txt"]]).Code);
        return File.ReadAllText(_folder["m.txt"]);
    }

    [Fact]
    public void WeightsBesideTheDataCountInTrainingAndEvaluation()
    {
        string[] rows = [.. CommandFolder.Table(300)];
        string[] weights = [.. Enumerable.Range(0, 300).Select(row => $"{1 + row % 3}")];
        string data = _folder.Write("t.csv", rows);
        string unweighted = Model("--data", data), alone = Evaluated(data);
        _folder.Write("t.csv.weight", weights);
        string withColumn = _folder.Write("c.csv", rows.Zip(weights.Prepend("w"), (row, weight) => $"{row},{weight}"));
        Assert.NotEqual(alone, Evaluated(data));
        Assert.NotEqual(Trees(unweighted), Trees(Model("--data", data)));
        Assert.Equal(Trees(Model("--data", withColumn, "--weight", "w")), Trees(Model("--data", data)));
        Assert.Equal(Evaluated(withColumn, "--weight", "w"), Evaluated(data));
        Assert.Contains("t.csv.weight holds weights of ", CommandRun.Refusal("train", "--data", data, "--weight", "x"), StringComparison.Ordinal);
    }

    string Evaluated(string data, params string[] more) =>
        CommandRun.Of(["evaluate", "--model", _folder["m.txt"], "--data", data, .. more]).Out;
}
