using System.Text.Json;

namespace LowBit.Tests;

public class DemoVerbTests
{
    [Fact]
    public void ShowsWhatEachWidthReaches()
    {
        var run = CommandRun.Of("demo", "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        var json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((32_561, 16_281), (json.GetProperty("train_rows").GetInt32(), json.GetProperty("test_rows").GetInt32()));
        var widths = json.GetProperty("widths").EnumerateArray().ToList();
        Assert.Equal([2, 3, 4, 32], widths.Select(width => width.GetProperty("bits").GetInt32()));
        Assert.All(widths, width =>
        {
            Assert.InRange(width.GetProperty("accuracy").GetDouble(), 0.865, 0.88);
            Assert.InRange(width.GetProperty("log_loss").GetDouble(), 0.27, 0.29);
            Assert.True(width.GetProperty("train_seconds").GetDouble() > 0);
        });
        Assert.True(widths[0].GetProperty("histogram_bytes").GetInt64() < widths[3].GetProperty("histogram_bytes").GetInt64());
    }
}
