namespace LowBit.Numerics;

/// <summary>What a scale codec has to know of the elements.</summary>
/// <param name="Divisor">The number that the statistic is to become: largest number, or count of steps if affine.</param>
/// <param name="MantissaBits">Stored fraction bits of the elements, −1 where there is no such number.</param>
readonly record struct ElementRange(double Divisor, int MantissaBits)
{
    internal static ElementRange Of(NumberFormat format) =>
        format.MaxFinite > 0 ? new(format.MaxFinite, BitsOf(format)) : throw new ArgumentException(
            $"{format} has no positive number, so no scale fits. Use a format that has one.", nameof(format));

    internal static ElementRange Affine(IntegerFormat format) => new(format.MaxLevel - format.MinLevel, BitsOf(format));

    // An integer of b bits below its leading one is a float of b fraction bits in its top binade.
    static int BitsOf(NumberFormat format) => format switch
    {
        FloatFormat numbers => numbers.MantissaBits,
        IntegerFormat integers => int.Log2(Math.Max(1, integers.MaxLevel)),
        _ => -1,
    };
}
