using System.Text.Json;
using System.Xml.Linq;
using LowBit.Cli;

namespace LowBit.Tests;

public sealed class BitsVerbTests : IDisposable
{
    readonly CommandFolder _folder = new();
    readonly string _data;

    public BitsVerbTests() => _data = _folder.Write("t.csv", CommandFolder.Table(400));

    public void Dispose() => _folder.Dispose();

    string[] Arguments(params string[] more) =>
        ["bits", "--data", _data, "--objective", "binary", "--num-iterations", "6", "--bits", "2,4", "--folds", "3", .. more];

    [Fact]
    public void JsonHoldsWidthsAndTheRecommendation()
    {
        var run = CommandRun.Of(Arguments("--json"));
        Assert.Equal(0, run.Code);
        var json = JsonDocument.Parse(run.Out).RootElement;
        var widths = json.GetProperty("widths").EnumerateArray().ToList();
        Assert.Equal([2, 4, 32], widths.Select(width => width.GetProperty("bits").GetInt32()));
        Assert.All(widths, width =>
        {
            Assert.InRange(width.GetProperty("loss").GetDouble(), width.GetProperty("low").GetDouble(), width.GetProperty("high").GetDouble());
            Assert.True(width.GetProperty("train_seconds").GetDouble() > 0);
            Assert.True(width.GetProperty("histogram_bytes").GetInt64() > 0);
            Assert.Equal(3, width.GetProperty("fold_losses").GetArrayLength());
        });
        Assert.True(widths[0].GetProperty("leaf_noise_predicted").GetDouble() > widths[1].GetProperty("leaf_noise_predicted").GetDouble());
        Assert.Contains(json.GetProperty("recommended").GetInt32(), (int[])[2, 4, 32]);
        Assert.Equal("binary_logloss", json.GetProperty("loss").GetString());
    }

    [Fact]
    public void TextShowsATableAndTheAdvice()
    {
        var run = CommandRun.Of(Arguments("--tolerance", "1000"));
        Assert.Equal(0, run.Code);
        Assert.StartsWith("binary_logloss of rows held out: 400 rows, 3 folds\nbits ", run.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "recommended: 2 bits; the narrowest width that is sure to be at most 100000 % worse than 32 bits, at 95 % confidence\n",
            run.Out, StringComparison.Ordinal);
        Assert.Equal(9, run.Error.Split('\n').Count(line => line.StartsWith('[')));
        Assert.Matches(@"^\[1/9\] fold 1, 2 bits: 0\.\d+\n", run.Error);
    }

    [Fact]
    public void WhereNoWidthIsSureTheReferenceIsRecommended()
    {
        var run = CommandRun.Of(Arguments("--tolerance", "1e-9"));
        Assert.Contains("recommended: 32 bits; no narrower width is sure to be at most ", run.Out, StringComparison.Ordinal);
        Assert.Contains("More rows or folds narrow the intervals; --tolerance widens what is good enough\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void PlotIsWritten()
    {
        var run = CommandRun.Of(Arguments("--plot", _folder["p.svg"]));
        Assert.EndsWith($"plot {_folder["p.svg"]}\n", run.Out, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(_folder["p.svg"]).Root!.Name.LocalName);
        Assert.Equal(["p.svg", "t.csv"], _folder.Files);
    }

    [Fact]
    public void ThreadsChangeNothingButTimes()
    {
        string[] Without(string[] lines) => [.. lines.Where(line => !line.Contains("train_seconds", StringComparison.Ordinal))];
        string[] one = Without(CommandRun.Of(Arguments("--threads", "1", "--json")).Out.Split('\n'));
        Assert.Equal(one, Without(CommandRun.Of(Arguments("--threads", "3", "--json")).Out.Split('\n')));
    }

    [Fact]
    public void WhatAParameterFileAsksInVainIsNamed()
    {
        string file = _folder.Write("c.conf",
            "objective = binary", "valid = v.csv", "output_model = m.txt", "use_quantized_grad = false", "num_trees = 3",
            "is_provide_training_metric = true", "data = " + _data);
        var run = CommandRun.Of("bits", "--config", file, "--bits", "4", "--folds", "2");
        Assert.Equal(0, run.Code);
        Assert.StartsWith(
            "note: valid is not looked at: rows of the data are held out instead\n"
            + "note: output_model is not looked at: no model is kept\n"
            + "note: the width of the file of parameters is not looked at: --bits says which are compared\n"
            + "note: is_provide_training_metric has no effect: only rows that were held out are measured\n[1/4]",
            run.Error, StringComparison.Ordinal);
        Assert.Equal(["c.conf", "t.csv"], _folder.Files);
    }

    [Fact]
    public void LoadingIsCancelledBeforeAFaultIsFound()
    {
        File.AppendAllText(_folder["t.csv"], "one,field,too,many,and,more\n");
        string[] words = Arguments();
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        Assert.Equal(2, Program.Run(words, stdout, stderr, CancellationToken.None));
        Assert.Equal(130, Program.Run(words, stdout, stderr, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void CancelledComparisonWritesNothing()
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        int code = Program.Run(Arguments("--plot", _folder["p.svg"]), stdout, stderr, new CancellationToken(canceled: true));
        Assert.Equal((130, "", "lowbit: cancelled; no file was written\n"), (code, $"{stdout}", $"{stderr}"));
        Assert.Equal(["t.csv"], _folder.Files);
    }

    [Fact]
    public void BarShowsEveryTrainingAndGivesTheResult()
    {
        using var error = new StringWriter();
        var report = Reports.Of(0.01, (2, 0.003));
        Assert.Same(report, BitsProgress.WithBar(error, progress =>
        {
            progress.Report(new(1, 4, 1, 2, 3, 10, null));
            progress.Report(new(1, 4, 1, 2, 10, 10, 0.5));
            return report;
        }));
    }

    [Theory]
    [InlineData("--folds 1", "folds is 1; allowed: 2 up to the number of rows. The default is 5.")]
    [InlineData("--folds 401", "folds is 401 and there are 400 rows; a fold has at least one row. Give fewer folds.")]
    [InlineData("--folds few", "--folds is 'few'; allowed: an integer.")]
    [InlineData("--tolerance 0", "tolerance is 0; allowed: a number above 0, the relative increase of the loss that is good enough. 0.01 is one percent.")]
    [InlineData("--tolerance -1", "tolerance is -1; allowed: a number above 0, the relative increase of the loss that is good enough. 0.01 is one percent.")]
    [InlineData("--tolerance small", "--tolerance is 'small'; allowed: a number.")]
    [InlineData("--confidence 95", "confidence is 95; allowed: a number between 0 and 1. The default is 0.95.")]
    [InlineData("--bits 1,4", "bits is 1; allowed: 2 … 8, and 32 for the reference. List such widths, separated by commas.")]
    [InlineData("--bits 4;8", "--bits is '4;8'; allowed: integers, separated by commas.")]
    [InlineData("--plot p.png", "--plot is 'p.png'; the plot is an SVG image. Give a name that ends in .svg.")]
    [InlineData("--grad-bits 4", "unknown option --grad-bits. See lowbit bits --help.")]
    [InlineData("--metric auc --objective binary", "metric is auc, where higher is better; a comparison of widths needs a loss. Put a loss first, or leave metric out.")]
    [InlineData("--num-leaves 1", "--num-leaves is '1'; allowed: an integer from 2 to 65535. Give such a value, or leave it out for the default 31.")]
    public void SettingsThatCannotBeAreRefusedInOneLine(string arguments, string message) =>
        Assert.Equal(message, CommandRun.Refusal(["bits", "--data", _data, .. arguments.Split(' ')]));

    [Fact]
    public void FilesThatCannotBeAreRefused()
    {
        Assert.Equal("there is no data; give --data FILE.", CommandRun.Refusal("bits"));
        Assert.Contains("no.csv", CommandRun.Refusal("bits", "--data", _folder["no.csv"]), StringComparison.Ordinal);
        Assert.Contains("does not exist", CommandRun.Refusal(Arguments("--plot", _folder["no/p.svg"])), StringComparison.Ordinal);
        string file = _folder.Write("c.conf", "input_model = m.txt");
        Assert.Equal("input_model is 'm.txt'; bits trains from the beginning. Leave it out.",
            CommandRun.Refusal("bits", "--data", _data, "--config", file));
    }
}
