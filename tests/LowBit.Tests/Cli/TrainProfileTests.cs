using System.Text.Json;

namespace LowBit.Tests;

/// <summary><c>lowbit train --profile</c>.</summary>
public sealed class TrainProfileTests : IDisposable
{
    const int Rows = 600, Rounds = 20;

    readonly CommandFolder _folder = new();
    readonly string _train;

    public TrainProfileTests() => _train = _folder.Write("train.csv", CommandFolder.Table(Rows));

    public void Dispose() => _folder.Dispose();

    CommandRun Train(params string[] more) => CommandRun.Of(
        ["train", "--data", _train, "--objective", "binary", "--grad-scale", "max", "--num-iterations", $"{Rounds}", "--num-leaves", "5", .. more]);

    [Fact]
    public void TableHasALineForEachPhase()
    {
        string[] lines = Train("--profile", "--threads", "1", "--model", _folder["m.txt"]).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(@"^phase +seconds +share % +waiting +items +of +ns per item +budget$", lines[1]);
        Assert.Equal(
            ["gradients", "quantize", "histogram", "search", "partition", "refit", "scores", "other", "waiting", "total"],
            lines[2..12].Select(line => line.Split(' ')[0]));
        Assert.Matches($@"^gradients +[\d.]+ +[\d.]+ +0\.000 +{Rows * Rounds} +rows +[\d.]+$", lines[2]);
        Assert.Matches(@"^histogram +[\d.]+ +[\d.]+ +0\.000 +\d+ +values +[\d.]+ +0\.500$", lines[4]);
        Assert.Matches(@"^search +[\d.]+ +[\d.]+ +0\.000 +\d+ +bins +[\d.]+$", lines[5]);
        Assert.Matches(@"^partition +[\d.]+ +[\d.]+ +0\.000 +\d+ +rows +[\d.]+ +0\.200$", lines[6]);
        Assert.Matches(@"^waiting +0\.000 +0\.0 +0\.000$", lines[10]);
        Assert.Matches(@"^total +[\d.]+ +100\.0 +0\.000$", lines[11]);
        Assert.Matches(@"^a split sends \d+ bytes to other ranks, where there are any: one leaf's histogram$", lines[12]);
        Assert.Equal($"model {_folder["m.txt"]}", lines[13]);
    }

    [Fact]
    public void JsonHasTheSamePhasesAndTheyAddUp()
    {
        var run = Train("--profile", "--json", "--threads", "2");
        Assert.Equal((0, ""), (run.Code, run.Error));
        var profile = JsonDocument.Parse(run.Out).RootElement.GetProperty("profile");
        var phases = profile.GetProperty("phases").EnumerateObject().ToDictionary(phase => phase.Name, phase => phase.Value);
        Assert.Equal(9, phases.Count);
        double total = profile.GetProperty("total_seconds").GetDouble();
        Assert.Equal(total, phases.Values.Sum(phase => phase.GetProperty("seconds").GetDouble()), 1e-9);
        Assert.Equal(1, phases.Values.Sum(phase => phase.GetProperty("share").GetDouble()), 1e-9);
        Assert.Equal(
            phases["waiting"].GetProperty("seconds").GetDouble(),
            phases.Values.Sum(phase => phase.GetProperty("waiting_seconds").GetDouble()), 1e-5);
        Assert.Equal(Rows * Rounds, phases["quantize"].GetProperty("items").GetInt64());
        Assert.True(phases["histogram"].GetProperty("ns_per_item").GetDouble() > 0);
        Assert.True(phases["histogram"].GetProperty("budget_ns").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Null, phases["refit"].GetProperty("budget_ns").ValueKind);
        Assert.Equal(JsonValueKind.Null, phases["other"].GetProperty("ns_per_item").ValueKind);
    }

    [Fact]
    public void TheModelFileIsTheSameWithAndWithout()
    {
        var without = Train("--model", _folder["without.txt"]);
        Assert.Equal(0, Train("--profile", "--model", _folder["with.txt"]).Code);
        Assert.Equal(File.ReadAllBytes(_folder["without.txt"]), File.ReadAllBytes(_folder["with.txt"]));
        Assert.DoesNotContain("phase", without.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("profile", Train("--json").Out, StringComparison.Ordinal);
    }
}
