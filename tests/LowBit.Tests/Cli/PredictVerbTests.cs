using System.Globalization;
using LowBit.Boosting;

namespace LowBit.Tests;

public sealed class PredictVerbTests : IDisposable
{
    readonly CommandFolder _folder = new();
    readonly string _train, _model;

    public PredictVerbTests()
    {
        _train = _folder.Write("train.csv", CommandFolder.Table(600));
        _model = _folder["m.txt"];
        Assert.Equal(0, CommandRun.Of(
            "train", "--data", _train, "--objective", "binary", "--num-iterations", "10", "--num-leaves", "7", "--model", _model).Code);
    }

    public void Dispose() => _folder.Dispose();

    string[] Predict(string data, params string[] more)
    {
        var run = CommandRun.Of(["predict", "--model", _model, "--data", data, .. more]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return run.Out.Split('\n')[..^1];
    }

    static double[] Numbers(string[] lines) => Array.ConvertAll(lines, line => double.Parse(line, CultureInfo.InvariantCulture));

    [Fact]
    public void RawScoresReadBackToTheSameDoubles()
    {
        double[] scores = Numbers(Predict(_train, "--raw"));
        var trees = BoostedTrees.Load(_model);
        double[] score = new double[1];
        trees.PredictRaw([3.7, 53 / 7.0, 1], score); // the second row: x = 3.7, z = 53 / 7, color green
        Assert.Equal(600, scores.Length);
        Assert.Equal(score[0], scores[1]);
    }

    [Fact]
    public void PredictionsAreProbabilities()
    {
        double[] raw = Numbers(Predict(_train, "--raw")), probabilities = Numbers(Predict(_train));
        Assert.All(raw.Zip(probabilities), pair => Assert.Equal(1 / (1 + Math.Exp(-pair.First)), pair.Second, 1e-14));
    }

    [Fact]
    public void OneVsAllGivesAProbabilityForEachTextOfTheLabel()
    {
        string named = _folder.Write("named.csv", CommandFolder.Table(300).Select(
            (line, row) => row == 0 ? line : (row % 3 == 0 ? "maybe" : line[0] == '1' ? "yes" : "no") + line[1..]));
        Assert.Equal(0, CommandRun.Of(
            "train", "--data", named, "--objective", "ova", "--num-iterations", "4", "--sigmoid", "1.5", "--model", _model).Code);
        Assert.Contains("objective=multiclassova num_class:3 sigmoid:1.5\n", File.ReadAllText(_model), StringComparison.Ordinal);
        double[] raw = Numbers([.. Predict(named, "--raw").SelectMany(line => line.Split('\t'))]);
        double[] probabilities = Numbers([.. Predict(named).SelectMany(line => line.Split('\t'))]);
        Assert.Equal(900, raw.Length);
        Assert.All(raw.Zip(probabilities), pair => Assert.Equal(1 / (1 + Math.Exp(-1.5 * pair.First)), pair.Second, 1e-14));
    }

    [Fact]
    public void LeavesAreOneColumnATree()
    {
        Assert.All(Predict(_train, "--leaf"), line => Assert.Equal(10, line.Split('\t').Length));
        Assert.All(Predict(_train, "--leaf", "--start-iteration-predict", "7", "--num-iteration-predict", "2"),
            line => Assert.All(line.Split('\t'), leaf => Assert.InRange(int.Parse(leaf, CultureInfo.InvariantCulture), 0, 6)));
        Assert.Equal(2, Predict(_train, "--leaf", "--num-iteration-predict", "2")[0].Split('\t').Length);
    }

    [Fact]
    public void ContributionsAreAColumnAFeatureAndTheExpectedValue()
    {
        double[][] lines = [.. Predict(_train, "--contributions").Select(line => Numbers(line.Split('\t')))];
        double[] raw = Numbers(Predict(_train, "--raw")), found = new double[4];
        Assert.Equal(600, lines.Length);
        Assert.All(lines.Zip(raw), pair => Assert.Equal(pair.Second, pair.First.Sum(), 1e-12));
        BoostedTrees.Load(_model).PredictContributions([3.7, 53 / 7.0, 1], found); // the second row
        Assert.Equal(found, lines[1]);
        Assert.Equal(Predict(_train, "--contributions"), Predict(_train, "--predict-contrib=true", "--threads", "1"));
    }

    [Fact]
    public void ContributionsOfClassesStandOneAfterTheOther()
    {
        string train = _folder.Write("classes.csv", CommandFolder.Table(300).Select((line, row) => row == 0 ? line : $"{row % 3}{line[1..]}"));
        Assert.Equal(0, CommandRun.Of(
            "train", "--data", train, "--objective", "multiclass", "--num-iterations", "3", "--model", _model).Code);
        double[][] lines = [.. Predict(train, "--contributions").Select(line => Numbers(line.Split('\t')))];
        double[][] raw = [.. Predict(train, "--raw").Select(line => Numbers(line.Split('\t')))];
        Assert.All(lines.Zip(raw), pair => Assert.All(pair.First.Chunk(4).Zip(pair.Second),
            output => Assert.Equal(output.Second, output.First.Sum(), 1e-12)));
    }

    [Fact]
    public void ContributionsOfAModelWithoutCountsAreRefused()
    {
        File.WriteAllText(_model, ModelTexts.Minimal.ReplaceLineEndings("\n"));
        Assert.Equal($"{_model}: leaf_count of tree 0 is missing; contributions weigh branches by their training rows;"
            + " take a model file that counts them",
            CommandRun.Refusal("predict", "--model", _model, "--data", _train, "--contributions", "--output", _folder["p.tsv"]));
        Assert.Equal(["m.txt", "train.csv"], _folder.Files);
    }

    [Fact]
    public void ColumnsMatchByNameAndOthersAreIgnored()
    {
        string[] fields(string line) => line.Split(',');
        string shuffled = _folder.Write("shuffled.csv", CommandFolder.Table(600).Select(line => fields(line) is [_, var x, var z, var color]
            ? $"{color},extra,{z},{x}" : line));
        Assert.Equal(Predict(_train, "--raw"), Predict(shuffled, "--raw"));
    }

    [Fact]
    public void WithoutHeaderColumnsMatchByPositionWithOrWithoutLabel()
    {
        string bare = _folder.Write("bare.csv", CommandFolder.Table(600).Skip(1));
        string unlabelled = _folder.Write("unlabelled.csv", CommandFolder.Table(600).Skip(1).Select(line => line[2..]));
        Assert.Equal(Predict(_train, "--raw"), Predict(bare, "--raw"));
        Assert.Equal(Predict(_train, "--raw"), Predict(unlabelled, "--raw"));
    }

    [Fact]
    public void UnknownCategoryGoesTheWayOfAMissingOne()
    {
        string unknown = _folder.Write("unknown.csv", "x,z,color", "1,2,violet", "9,9,violet", "1,2,red");
        string missing = _folder.Write("missing.csv", "x,z,color", "1,2,", "9,9,", "1,2,red");
        Assert.Equal(Predict(missing, "--raw"), Predict(unknown, "--raw"));
    }

    [Fact]
    public void OutputFileHoldsWhatStandardOutputWould()
    {
        string[] lines = Predict(_train);
        Assert.Empty(Predict(_train, "--output", _folder["p.tsv"]));
        Assert.Equal(lines, File.ReadAllLines(_folder["p.tsv"]));
        Assert.Equal(["m.txt", "p.tsv", "train.csv"], _folder.Files);
    }

    [Fact]
    public void LinesDoNotDependOnThreads() =>
        Assert.Equal(Predict(_train, "--threads", "1"), Predict(_train, "--threads", "4"));

    [Theory]
    [InlineData("x,z", "1,2", "has no column 'color', which the model needs; add it, or remove the header to match by position.")]
    [InlineData("1,2", "3,4", "has 2 columns; the model needs 3, or 4 with the label.")]
    public void MissingColumnsAreRefused(string first, string second, string message)
    {
        string data = _folder.Write("short.csv", first, second);
        Assert.EndsWith(message, CommandRun.Refusal("predict", "--model", _model, "--data", data), StringComparison.Ordinal);
    }

    [Fact]
    public void ModelOfLightGbmMatchesByItsNamesOrByPosition()
    {
        File.WriteAllText(_model, """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=1
            objective=poisson
            feature_names=first second
            feature_infos=[0:9] [0:9]

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=1
            split_gain=1
            threshold=2.5
            decision_type=2
            left_child=-1
            right_child=-2
            leaf_value=0 1
            leaf_count=1 1
            shrinkage=1


            end of trees

            """.ReplaceLineEndings("\n"));
        Assert.Equal(["0", "1"], Predict(_folder.Write("named.csv", "second,other", "2,9", "3,0"), "--raw"));
        Assert.Equal(["0", "1"], Predict(_folder.Write("bare.csv", "9,2", "0,3"), "--raw"));
        Assert.Equal(["1", "2.718281828459045"], Predict(_folder.Write("labelled.csv", "7,9,2", "7,0,3")));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public void FirstRowThatCannotBeReadIsNamedAndNothingIsWritten(string threads)
    {
        string data = _folder.Write("bad.csv", CommandFolder.Table(20_000).Select(
            (line, row) => row is 5_000 or 15_000 ? "0,oops,1,red" : line));
        string message = CommandRun.Refusal("predict", "--model", _model, "--data", data, "--threads", threads, "--output", _folder["p.tsv"]);
        Assert.Contains("bad.csv line 5001, column 'x': 'oops' is neither a number nor missing.", message, StringComparison.Ordinal);
        Assert.Equal(["bad.csv", "m.txt", "train.csv"], _folder.Files);
    }

    [Fact]
    public void LeavesOfNoTreeAreEmptyLines() =>
        Assert.Equal(Enumerable.Repeat("", 600), Predict(_train, "--leaf", "--start-iteration-predict", "10"));

    [Theory]
    [InlineData("--raw", "--leaf")]
    [InlineData("--raw", "--contributions")]
    [InlineData("--leaf", "--contributions")]
    public void TwoKindsOfPredictionsAreRefused(string one, string other) =>
        Assert.Equal($"{one} and {other} are both given; predictions are one of them. Give one, and run again for the other.",
            CommandRun.Refusal("predict", "--model", _model, "--data", _train, other, one));
}
