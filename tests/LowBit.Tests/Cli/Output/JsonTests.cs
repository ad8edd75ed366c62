using System.Text.Json;
using LowBit.Cli;

namespace LowBit.Tests;

public class JsonTests
{
    [Fact]
    public void NumbersReadBackAndNoNumberIsNull()
    {
        using var output = new StringWriter();
        Json.Write(output, json =>
        {
            json.Number("third", 1.0 / 3);
            json.Number("none", double.NaN);
            json.Number("infinite", double.PositiveInfinity);
            json.WriteString("name", "größe <1>");
        });
        var root = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal(1.0 / 3, root.GetProperty("third").GetDouble());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("none").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("infinite").ValueKind);
        Assert.Contains("größe <1>", output.ToString(), StringComparison.Ordinal);
    }
}
