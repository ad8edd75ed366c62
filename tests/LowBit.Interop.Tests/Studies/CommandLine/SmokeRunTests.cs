using System.Text.Json;
using LowBit.Studies;

namespace LowBit.Interop.Tests;

/// <summary>Smoke runs of whole studies.</summary>
[Collection(AloneCollection.Name)]
public class SmokeRunTests
{
    [Theory]
    [InlineData("int8")]
    [InlineData("statquant")]
    [InlineData("statquant-cifar")]
    [InlineData("dqt")]
    public void SmokeRunTellsEverythingButAVerdict(string study)
    {
        TorchPeer.SkipIfAbsent();
        using var folder = new DataFolder();
        var run = StudyCommand.Of(study, "--quick", "--json", "--output", folder.Path);
        Assert.Equal(0, run.Code);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("smoke run, no verdict", json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal([$"{study}.json", $"{study}.md"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(run.Out, File.ReadAllText(Path.Combine(folder.Path, $"{study}.json")));
        Assert.Contains("**Verdict: smoke run, no verdict.**", File.ReadAllText(Path.Combine(folder.Path, $"{study}.md")), StringComparison.Ordinal);
        Assert.Matches(@"^\[1/\d+\] [^,]+, seed 1: ", run.Error);
    }

    [Fact]
    public void TwoRunsGiveTheSameWeights()
    {
        TorchPeer.SkipIfAbsent();
        Assert.Equal(Weights(), Weights());

        static List<string?> Weights()
        {
            using var json = JsonDocument.Parse(StudyCommand.Of("int8", "--quick", "--json").Out);
            return [.. json.RootElement.GetProperty("experiments").EnumerateArray()
                .SelectMany(experiment => experiment.GetProperty("runs").EnumerateArray())
                .Select(run => run.GetProperty("weights_sha256").GetString())];
        }
    }

    [Fact]
    public void CancelledRunWritesNothing()
    {
        TorchPeer.SkipIfAbsent();
        using var folder = new DataFolder();
        using var error = new StringWriter();
        int code = Program.Run(["int8", "--quick", "--output", folder.Path], TextWriter.Null, error, new(canceled: true));
        Assert.Equal((130, "lowbit-study: cancelled; no file was written\n"), (code, error.ToString()));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void TextSaysVerdictAndTables()
    {
        TorchPeer.SkipIfAbsent();
        var run = StudyCommand.Of("int8", "--quick");
        Assert.Equal(0, run.Code);
        Assert.Contains("float32", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("verdict: smoke run, no verdict\n", run.Out, StringComparison.Ordinal);
    }
}
