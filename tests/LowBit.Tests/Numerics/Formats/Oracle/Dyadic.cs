using System.Numerics;

namespace LowBit.Oracles;

/// <summary>Significand · 2^Exponent without any rounding.</summary>
readonly struct Dyadic(BigInteger significand, int exponent) : IComparable<Dyadic>
{
    readonly BigInteger _significand = significand;
    readonly int _exponent = exponent;

    internal static Dyadic Zero => new(0, 0);

    /// <summary>A finite double, exactly.</summary>
    internal static Dyadic Of(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int field = (int)(bits >> 52) & 0x7FF;
        BigInteger fraction = bits & 0xF_FFFF_FFFF_FFFF;
        var magnitude = field == 0 ? new Dyadic(fraction, -1074) : new Dyadic(fraction + (1L << 52), field - 1075);
        return value < 0 ? -magnitude : magnitude;
    }

    internal int Sign => _significand.Sign;

    internal Dyadic Half => new(_significand, _exponent - 1);

    internal Dyadic Magnitude => Sign < 0 ? -this : this;

    /// <summary>The double of this number, which must be one.</summary>
    internal double ToDouble()
    {
        int spare = Math.Max(0, (int)BigInteger.Abs(_significand).GetBitLength() - 53);
        double value = double.ScaleB((double)(_significand >> spare), _exponent + spare);
        return Of(value).CompareTo(this) == 0 ? value : throw new InvalidOperationException("This number is no double.");
    }

    public static Dyadic operator -(Dyadic a) => new(-a._significand, a._exponent);

    public static Dyadic operator +(Dyadic a, Dyadic b)
    {
        int exponent = Math.Min(a._exponent, b._exponent);
        return new((a._significand << (a._exponent - exponent)) + (b._significand << (b._exponent - exponent)), exponent);
    }

    public static Dyadic operator -(Dyadic a, Dyadic b) => a + -b;

    public int CompareTo(Dyadic other) => (this - other).Sign;

    /// <summary>⌊part / whole · 2^bits⌋ of two numbers that are not negative.</summary>
    internal static BigInteger FloorOfRatio(Dyadic part, Dyadic whole, int bits)
    {
        int exponent = Math.Min(part._exponent, whole._exponent);
        return (part._significand << (part._exponent - exponent + bits)) / (whole._significand << (whole._exponent - exponent));
    }
}
