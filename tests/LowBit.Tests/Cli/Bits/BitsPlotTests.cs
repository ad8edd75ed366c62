using System.Xml.Linq;
using LowBit.Cli;

namespace LowBit.Tests;

public class BitsPlotTests
{
    [Fact]
    public void PlotIsWellFormedAndNamesWhatItShows()
    {
        var report = Reports.Of(0.01, (2, 0.03), (4, 0.005));
        var svg = XDocument.Parse(BitsPlot.Draw(report with { Loss = "a < b & c" })).Root!;
        Assert.Equal("svg", svg.Name.LocalName);
        string[] texts = [.. svg.Elements().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        Assert.Contains("4 bits recommended", texts);
        Assert.Contains("a < b & c, rows held out", texts);
        Assert.Contains("training time, seconds", texts);
        Assert.Contains("+1 %", texts);
        Assert.Equal(2, texts.Count(text => text == "gradient bits"));
        Assert.Equal(2, texts.Count(text => text == "32"));
    }

    [Fact]
    public void EqualReportsGiveEqualBytes() => Assert.Equal(
        BitsPlot.Draw(Reports.Of(0.02, (2, 0.03), (4, 0.005))), BitsPlot.Draw(Reports.Of(0.02, (2, 0.03), (4, 0.005))));

    [Fact]
    public void ALossThatIsNoNumberIsLeftOut()
    {
        string plot = BitsPlot.Draw(Reports.Of(0.01, (2, double.NaN), (4, 0.005)));
        Assert.DoesNotContain("NaN", plot, StringComparison.Ordinal);
        Assert.Equal(2, plot.Split("<circle").Length - 1);
    }

    [Fact]
    public void WhereNoNarrowWidthIsSureThePlotSaysSo() =>
        Assert.Contains("no narrower width is sure", BitsPlot.Draw(Reports.Of(0.01, (2, 0.03))), StringComparison.Ordinal);
}
