using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Reports that were made up.</summary>
static class Reports
{
    /// <param name="tolerance">What is good enough.</param>
    /// <param name="widths">Widths and the upper ends of their relative increase.</param>
    public static WidthReport Of(double tolerance, params (int Bits, double High)[] widths) => new()
    {
        Loss = "l2",
        RowCount = 1_000,
        Options = new() { Tolerance = tolerance },
        Widths = [.. widths.Select(width => Width(width.Bits, width.High)), Width(32, 0)],
    };

    static WidthResult Width(int bits, double high) => new()
    {
        Bits = bits,
        Loss = 0.5 * (1 + high / 2),
        Low = 0.5,
        High = 0.5 * (1 + high),
        Increase = high / 2,
        IncreaseLow = 0,
        IncreaseHigh = high,
        FoldLosses = [0.5, 0.5 * (1 + high)],
        TrainSeconds = 0.25 + bits / 100.0,
        HistogramBytes = 4_096,
    };
}
