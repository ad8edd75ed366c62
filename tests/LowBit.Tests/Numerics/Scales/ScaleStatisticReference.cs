using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Statistics of a block from their definitions, sums in decimal.</summary>
static class ScaleStatisticReference
{
    internal static double Rms(float[] x) => Math.Sqrt((double)(x.Sum(v => (decimal)(double)v * (decimal)(double)v) / x.Length));

    internal static double Deviation(float[] x)
    {
        decimal mean = x.Sum(v => (decimal)(double)v) / x.Length;
        return Math.Sqrt((double)(x.Sum(v => ((decimal)(double)v - mean) * ((decimal)(double)v - mean)) / x.Length));
    }

    internal static double AbsMean(float[] x) => (double)(x.Sum(v => (decimal)Math.Abs((double)v)) / x.Length);

    internal static double Ternary(float[] x, double factor)
    {
        double threshold = factor * AbsMean(x);
        return AbsMean([.. x.Where(v => Math.Abs(v) > threshold)]);
    }

    internal static float Quantile(float[] x, double fraction) =>
        x.Select(Math.Abs).Order().ElementAt(Math.Max((int)Math.Ceiling(fraction * x.Length), 1) - 1);

    internal static double LeastError(float[] x, NumberFormat format, double power, int candidates)
    {
        double max = x.Max(v => Math.Abs((double)v));
        return Enumerable.Range(1, candidates).Reverse().Select(c => max * c / candidates).MinBy(clip =>
        {
            double scale = (float)(clip / format.MaxFinite);
            return x.Sum(v => Math.Pow(Math.Abs(v - scale * format.Round(v / scale)), power));
        });
    }
}
