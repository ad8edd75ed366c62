using System.Globalization;

namespace LowBit.Cli;

/// <summary>A vertical axis: round ticks around what is shown, and the way from values to pixels.</summary>
sealed class Axis
{
    const int AboutTicks = 6;

    readonly double _step, _top, _bottom;

    /// <param name="values">What is shown; what is not finite is left out.</param>
    /// <param name="bottom">Pixel of the lowest tick.</param>
    /// <param name="top">Pixel of the highest tick.</param>
    public Axis(IEnumerable<double> values, double bottom, double top)
    {
        (_bottom, _top) = (bottom, top);
        double[] shown = [.. values.Where(double.IsFinite).DefaultIfEmpty(0)];
        double low = shown.Min(), high = shown.Max();
        if (high - low <= 1e-12 * Math.Abs(high))
        {
            double room = high == 0 ? 1 : Math.Abs(high) / 100; // one value: it stands in the middle
            (low, high) = (low - room, high + room);
        }
        _step = Step((high - low) / AboutTicks);
        First = Math.Floor(low / _step);
        Last = Math.Ceiling(high / _step);
    }

    /// <summary>The lowest and the highest tick, in steps.</summary>
    double First { get; }

    double Last { get; }

    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)(Last - First) + 1).Select(i => (First + i) * _step);

    public double Pixel(double value) => _bottom - (value / _step - First) / (Last - First) * (_bottom - _top);

    /// <summary>As many decimals as steps have; with an exponent where numbers would be long.</summary>
    public string Text(double tick)
    {
        double largest = Math.Max(Math.Abs(First), Math.Abs(Last)) * _step;
        return largest is >= 1e6 or < 1e-4
            ? tick.ToString("0.###e0", CultureInfo.InvariantCulture)
            : Columns.Rounded(tick + 0.0, Math.Max(0, -(int)Math.Floor(Math.Log10(_step * 1.0001))));
    }

    /// <summary>The next 1, 2 or 5 times a power of ten.</summary>
    static double Step(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double factor = atLeast / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }
}
