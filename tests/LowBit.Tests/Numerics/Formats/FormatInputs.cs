using LowBit.Numerics;
using LowBit.Oracles;

namespace LowBit.Tests;

/// <summary>Values to round, in ascending order with NaNs in front.</summary>
static class FormatInputs
{
    const int LargestExponent = 0x7FF, PerExponent = 256;
    const double TwoToMinus40 = 1.0 / (1L << 40);
    static readonly RandomStream Random = new(Seed: 1, Stream: 0, Step: 0);

    /// <summary>All numbers of bfloat16 and binary16, 2¹⁶ of binary32 and 2¹⁴ of binary64 at all exponents, and special ones.</summary>
    internal static readonly double[] Common = Sorted(
    [
        .. Enumerable.Range(0, 1 << 16).Select(bits => (double)BitConverter.Int32BitsToSingle(bits << 16)),
        .. Enumerable.Range(0, 1 << 16).Select(bits => (double)BitConverter.UInt16BitsToHalf((ushort)bits)),
        .. Stratified(),
        .. Enumerable.Range(0, 1 << 14).Select(i => BitConverter.UInt64BitsToDouble(
            ((ulong)(i % (2 * LargestExponent)) << 52 << (i & 1)) | ((ulong)Random.Word((ulong)i) << 20))),
        double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 1e300, -1e300, 2.2250738585072014e-308, 1e-310,
    ]);

    /// <summary>One in so many of them.</summary>
    internal static double[] Some(int share) => [.. Common.Where((_, i) => i % share == 0)];

    /// <summary>256 numbers of each exponent of binary32, either sign in turn.</summary>
    internal static IEnumerable<double> Stratified() => Enumerable.Range(0, 256 * PerExponent).Select(i =>
        (double)BitConverter.UInt32BitsToSingle(((uint)(i / PerExponent) << 23) | (Random.Word((ulong)i) & 0x807F_FFFF)));

    /// <summary>Each number and each midpoint, two binary32 and two binary64 neighbours on either side, and 2⁻⁴⁰ off it.</summary>
    /// <param name="line">The numbers.</param>
    /// <param name="most">If there are more of them, every so manieth, with the first and last ones.</param>
    internal static double[] Around(NumberLine line, int most)
    {
        long count = line.Last - line.First + 1, stride = Math.Max(1, count / most);
        var places = Enumerable.Range(0, (int)(count / stride)).Select(i => line.First + (i * stride))
            .Concat(stride == 1 ? [] : Enumerable.Range(0, 64).Select(i => line.Last - i)).Concat(stride == 1 ? [] : Enumerable.Range(0, 64).Select(i => i + 0L));
        return Sorted(places.SelectMany(place => Near(line.At(place).ToDouble())
            .Concat(place < line.Last ? Near(line.Midpoint(place).ToDouble()) : [])));
    }

    static IEnumerable<double> Near(double value)
    {
        float single = (float)value;
        var singles = new[] { single, float.BitIncrement(single), float.BitIncrement(float.BitIncrement(single)), float.BitDecrement(single), float.BitDecrement(float.BitDecrement(single)) };
        double up = Math.BitIncrement(value), down = Math.BitDecrement(value);
        return singles.Select(near => (double)near).Where(double.IsFinite).Concat(
            [value, up, Math.BitIncrement(up), down, Math.BitDecrement(down), value * (1 + TwoToMinus40), value * (1 - TwoToMinus40)]);
    }

    internal static double[] Sorted(IEnumerable<double> values)
    {
        double[] sorted = [.. values.DistinctBy(BitConverter.DoubleToUInt64Bits)];
        Array.Sort(sorted);
        return sorted;
    }
}
