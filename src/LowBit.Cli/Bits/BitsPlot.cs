using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>
/// The plot of a comparison: to the left the loss with its interval, to the right the time, both against bits. Follows the
/// reader's light or dark scheme.
/// </summary>
sealed class BitsPlot
{
    const int Width = 820, Height = 406, Top = 88, Bottom = 330;

    const string Style = """
        text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
        .back { fill: #ffffff; }
        .head { font-size: 17px; font-weight: 600; }
        .panel { font-size: 13px; font-weight: 600; }
        .quiet { fill: #59636e; }
        .grid { stroke: #d8dee4; stroke-width: 1; }
        .base { stroke: #59636e; stroke-width: 1.2; }
        .limit { stroke: #9a6700; stroke-width: 1.5; stroke-dasharray: 5 4; }
        .limit-text { fill: #9a6700; }
        .mark { fill: #6e7781; stroke: #6e7781; stroke-width: 2; }
        .chosen { fill: #0969da; stroke: #0969da; stroke-width: 2; }
        .chosen-text { fill: #0969da; font-weight: 600; }
        rect { stroke: none !important; }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; }
        .back { fill: #0d1117; }
        .quiet { fill: #9198a1; }
        .grid { stroke: #2f353d; }
        .base { stroke: #9198a1; }
        .limit { stroke: #d29922; }
        .limit-text { fill: #d29922; }
        .mark { fill: #8b949e; stroke: #8b949e; }
        .chosen { fill: #4493f8; stroke: #4493f8; }
        .chosen-text { fill: #4493f8; }
        }
        """;

    readonly WidthReport _report;
    readonly Svg _svg;

    BitsPlot(WidthReport report)
    {
        _report = report;
        _svg = new Svg(Width, Height, $"Held-out {report.Loss} and training time against gradient bits", Style);
    }

    /// <summary>The whole file; the same report gives the same bytes.</summary>
    public static string Draw(WidthReport report)
    {
        var plot = new BitsPlot(report);
        plot.DrawHead();
        plot.DrawLoss(left: 78, right: 440);
        plot.DrawTime(left: 540, right: 800);
        return plot._svg.ToString();
    }

    void DrawHead()
    {
        var options = _report.Options;
        string limit = $"at most {Percent(options.Tolerance)} above the loss of 32 bits";
        _svg.Rectangle("back", 0, 0, Width, Height);
        _svg.Text("head", 20, 30, $"{_report.Recommended} bits recommended");
        _svg.Text("quiet", 20, 50, _report.Recommended == 32
            ? $"no narrower width is sure to be {limit}" : $"the narrowest width that is sure to be {limit}");
        _svg.Text("quiet", 20, 392, $"{_report.RowCount} rows, {options.Folds} folds; bars: {Percent(options.Confidence)} interval of the paired difference to 32 bits");
    }

    void DrawLoss(double left, double right)
    {
        double reference = _report.Widths[^1].Loss, limit = reference + Math.Abs(reference) * _report.Options.Tolerance;
        var axis = new Axis(_report.Widths.SelectMany(width => (double[])[width.Low, width.High, width.Loss]).Append(limit), Bottom, Top);
        DrawFrame(axis, $"{_report.Loss}, rows held out", left, right);
        _svg.Line("base", left, axis.Pixel(reference), right, axis.Pixel(reference));
        _svg.Line("limit", left, axis.Pixel(limit), right, axis.Pixel(limit));
        _svg.Text("limit-text", right + 4, axis.Pixel(limit) + 4, $"+{Percent(_report.Options.Tolerance)}");
        for (int i = 0; i < _report.Widths.Count; i++)
        {
            if (double.IsFinite(_report.Widths[i].High - _report.Widths[i].Low))
            {
                DrawInterval(_report.Widths[i], axis, Position(i, left, right));
            }
        }
    }

    void DrawInterval(WidthResult width, Axis axis, double x)
    {
        double low = axis.Pixel(width.Low), high = axis.Pixel(width.High);
        string kind = Kind(width);
        _svg.Line(kind, x, low, x, high);
        if (low - high > 1)
        {
            _svg.Line(kind, x - 5, low, x + 5, low);
            _svg.Line(kind, x - 5, high, x + 5, high);
        }
        _svg.Circle(kind, x, axis.Pixel(width.Loss), 4);
    }

    void DrawTime(double left, double right)
    {
        var axis = new Axis(_report.Widths.Select(width => width.TrainSeconds).Append(0), Bottom, Top);
        DrawFrame(axis, "training time, seconds", left, right);
        double half = Math.Min(20, (right - left) / _report.Widths.Count * 0.32);
        for (int i = 0; i < _report.Widths.Count; i++)
        {
            double x = Position(i, left, right), top = axis.Pixel(_report.Widths[i].TrainSeconds);
            _svg.Rectangle(Kind(_report.Widths[i]), x - half, top, 2 * half, Bottom - top);
        }
    }

    void DrawFrame(Axis axis, string name, double left, double right)
    {
        _svg.Text("panel", left, Top - 14, name);
        foreach (double tick in axis.Ticks)
        {
            _svg.Line("grid", left, axis.Pixel(tick), right, axis.Pixel(tick));
            _svg.Text("quiet", left - 8, axis.Pixel(tick) + 4, axis.Text(tick), "end");
        }
        for (int i = 0; i < _report.Widths.Count; i++)
        {
            bool isChosen = _report.Widths[i].Bits == _report.Recommended;
            _svg.Text(isChosen ? "chosen-text" : "", Position(i, left, right), Bottom + 20, $"{_report.Widths[i].Bits}", "middle");
        }
        _svg.Text("quiet", (left + right) / 2, Bottom + 38, "gradient bits", "middle");
    }

    string Kind(WidthResult width) => width.Bits == _report.Recommended ? "chosen" : "mark";

    double Position(int i, double left, double right) => left + (right - left) * (i + 0.5) / _report.Widths.Count;

    static string Percent(double share) => $"{Columns.Exact(Math.Round(100 * share, 6))} %";
}
