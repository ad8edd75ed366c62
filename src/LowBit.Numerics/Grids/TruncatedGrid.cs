using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// binary32 with fewer fraction bits (E8Mk: bfloat16, TF32): codes are the high bits of binary32, subnormal numbers too.
/// </summary>
readonly struct TruncatedGrid : IGrid
{
    const int Magnitude = 0x7FFF_FFFF, Infinity = 0x7F80_0000, Quiet = 0x0040_0000;

    readonly int _dropped;
    readonly Vector256<int> _limit, _belowHalf, _maxCode, _overflowCode;

    /// <summary>Whether the kernels below are right for a format.</summary>
    internal static bool Fits(FloatFormat format) =>
        format is { ExponentBits: 8, Bias: 127, Specials: SpecialValues.Ieee, IsSigned: true, HasZero: true, HasSubnormals: true }
        && format.MantissaBits is >= 1 and <= 22;

    internal TruncatedGrid(FloatFormat format)
    {
        _dropped = 23 - format.MantissaBits;
        _limit = Vector256.Create((float)format.MaxFinite).AsInt32();
        _belowHalf = Vector256.Create((1 << (_dropped - 1)) - 1);
        _maxCode = Vector256.Create((int)format.MaxFiniteCode);
        _overflowCode = Vector256.Create((int)format.OverflowCode);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Encode<TRounding>(Vector256<float> values, Vector256<uint> random)
        where TRounding : struct, IGridRounding
    {
        var bits = values.AsInt32();
        return Code<TRounding>(bits, random) | ((bits & Vector256.Create(int.MinValue)) >>> _dropped);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Round<TRounding>(Vector256<float> values, Vector256<uint> random)
        where TRounding : struct, IGridRounding
    {
        var bits = values.AsInt32();
        return ((Code<TRounding>(bits, random) << _dropped) | (bits & Vector256.Create(int.MinValue))).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Decode(Vector256<int> codes)
    {
        var bits = codes << _dropped;
        var isNaN = Vector256.GreaterThan(bits & Vector256.Create(Magnitude), Vector256.Create(Infinity));
        return (bits | (isNaN & Vector256.Create(Quiet))).AsSingle();
    }

    // Code of the magnitude.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<int> Code<TRounding>(Vector256<int> bits, Vector256<uint> random) where TRounding : struct, IGridRounding
    {
        var magnitude = bits & Vector256.Create(Magnitude);
        if (Vector256.GreaterThanAny(magnitude, _limit)) // beyond the largest finite number, or NaN
        {
            return RareCode<TRounding>(bits, random);
        }
        if (typeof(TRounding) != typeof(GridRounding.NearestEven))
        {
            return Rounded<TRounding>(magnitude, bits >> 31, random);
        }
        var odd = (magnitude >>> _dropped) & Vector256<int>.One;
        return (magnitude + _belowHalf + odd) >>> _dropped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<int> Rounded<TRounding>(Vector256<int> magnitude, Vector256<int> sign, Vector256<uint> random)
        where TRounding : struct, IGridRounding
    {
        var floor = magnitude >>> _dropped;
        var remainder = magnitude - (floor << _dropped);
        var fraction = remainder << (GridPosition.RandomBits - _dropped);
        var isInexact = Vector256.GreaterThan(remainder, Vector256<int>.Zero);
        return floor - TRounding.GoesAway(fraction, isInexact, floor, sign, random);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    Vector256<int> RareCode<TRounding>(Vector256<int> bits, Vector256<uint> random) where TRounding : struct, IGridRounding
    {
        var sign = bits >> 31;
        var magnitude = bits & Vector256.Create(Magnitude);
        var code = Rounded<TRounding>(magnitude, sign, random);
        var isOver = Vector256.GreaterThan(code, _maxCode);
        var stops = Vector256.AndNot(
            TRounding.StopsAtMaxFinite(sign), Vector256.Equals(magnitude, Vector256.Create(Infinity)));
        var beyond = Vector256.ConditionalSelect(stops, _maxCode, _overflowCode);
        code = Vector256.ConditionalSelect(isOver, beyond, code);
        var nan = (magnitude >>> _dropped) | Vector256.Create(Quiet >>> _dropped);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(magnitude, Vector256.Create(Infinity)), nan, code);
    }
}
