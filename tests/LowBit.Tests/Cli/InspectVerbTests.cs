using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Tests;

public sealed class InspectVerbTests : IDisposable
{
    readonly CommandFolder _folder = new();
    readonly string _model;

    public InspectVerbTests()
    {
        string train = _folder.Write("train.csv", CommandFolder.Table(600).Select((line, row) => line + (row == 0 ? ",id" : $",{row}")));
        _model = _folder["m.txt"];
        Assert.Equal(0, CommandRun.Of("train", "--data", train, "--objective", "binary", "--num-iterations", "10", "--num-leaves", "7",
            "--ignore", "id", "--grad-bits", "3", "--model", _model).Code);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void JsonHoldsTreesFeaturesAndOptions()
    {
        var json = JsonDocument.Parse(CommandRun.Of("inspect", "--model", _model, "--json").Out).RootElement;
        Assert.Equal("binary sigmoid:1", json.GetProperty("objective").GetString());
        Assert.Equal(10, json.GetProperty("rounds").GetInt32());
        Assert.Equal(10, json.GetProperty("trees").GetInt32());
        Assert.InRange(json.GetProperty("leaves").GetProperty("largest").GetInt32(), 2, 7);
        Assert.InRange(json.GetProperty("depth").GetProperty("mean").GetDouble(), 1, 6);
        Assert.Equal("3", json.GetProperty("options").GetProperty("grad_bits").GetString());
        var features = json.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(["x feature", "z feature", "color text", "id ignored"],
            features.Select(feature => $"{feature.GetProperty("name")} {feature.GetProperty("use")}"));
        Assert.True(features[0].GetProperty("splits").GetInt32() > 0 && features[0].GetProperty("gain").GetDouble() > 0);
        Assert.Equal(["blue", "green", "red"], features[2].GetProperty("categories").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void TextShowsTheSame()
    {
        var run = CommandRun.Of("inspect", "--model", _model);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("objective  binary sigmoid:1\nrounds     10, trees 10\nleaves     ", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"\ncolor +text +\d+ +[\d.]+ +3\n", run.Out);
        Assert.Matches(@"\ngrad_bits +3\n", run.Out);
    }

    [Fact]
    public void DumpIsTheModelAsJson()
    {
        var run = CommandRun.Of("inspect", "--model", _model, "--dump");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(BoostedTrees.Load(_model).ToJson() + "\n", run.Out);
        Assert.Equal(10, JsonDocument.Parse(run.Out).RootElement.GetProperty("tree_info").GetArrayLength());
    }

    [Fact]
    public void DumpAndJsonTogetherAreRefused() =>
        Assert.Equal("--json and --dump are both given; either is one JSON object. Give one, and run again for the other.",
            CommandRun.Refusal("inspect", "--model", _model, "--dump", "--json"));

    [Fact]
    public void ModelThatJsonCannotSayIsRefused()
    {
        File.WriteAllText(_model, ModelTexts.Minimal.Replace("leaf_value=1 2", "leaf_value=1 inf", StringComparison.Ordinal));
        Assert.Equal($"{_model}: leaf_value of tree 0 has a value that is not finite, and JSON has no word for it; take the model file itself",
            CommandRun.Refusal("inspect", "--model", _model, "--dump"));
    }
}
