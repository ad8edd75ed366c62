using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// A floating-point format whose steps, and 2²³ steps, are normal binary32 numbers. With M = 2²³ steps, magnitude + M has no
/// bits below the step, so the addition rounds to the nearest even number of steps and the low bits of the sum count them.
/// </summary>
readonly struct FloatGrid : IGrid
{
    const int Magnitude = 0x7FFF_FFFF, Infinity = 0x7F80_0000, Quiet = 0x0040_0000, Exponent = 0x7F80_0000;

    // Vectors, because the processor takes them from memory as they are.
    readonly Vector256<int> _minBinade, _toMagic, _toStep, _toInverse, _beyond, _maxCode, _overflowCode, _nanCode, _nanPayload, _nanKeep;
    readonly Vector256<int> _limit, _topCode, _toBias, _firstNormal, _special, _belowNormal, _kept;
    readonly Vector256<float> _maxFinite, _overflowValue, _minPositive;
    readonly int _codeShift, _signShift;
    readonly bool _isSigned, _hasNegativeZero, _hasNaN;

    /// <summary>Whether the kernels below are right for a format. Without fraction bits all numbers but zero are an odd count of
    /// steps, but every second one has an even code.</summary>
    internal static bool Fits(FloatFormat format) =>
        format is { HasZero: true, HasSubnormals: true, MantissaBits: >= 1 and <= 22 } && format.MinExponent - format.MantissaBits >= -96
        && format.MaxExponent + 1 + 23 - format.MantissaBits <= 127 && format.MaxExponent < 126;

    internal FloatGrid(FloatFormat format)
    {
        int mantissaBits = format.MantissaBits;
        _minBinade = Vector256.Create((127 + format.MinExponent) << 23);
        _toMagic = Vector256.Create((23 - mantissaBits) << 23);
        _toStep = Vector256.Create(mantissaBits << 23);
        _toInverse = Vector256.Create((2 * 127 + GridPosition.RandomBits + mantissaBits) << 23);
        _beyond = Vector256.Create((127 + format.MaxExponent + 1) << 23);
        _codeShift = 23 - mantissaBits;
        _signShift = 31 - (format.ExponentBits + mantissaBits);
        _maxCode = Vector256.Create((int)format.MaxFiniteCode);
        _overflowCode = Vector256.Create((int)format.OverflowCode);
        _maxFinite = Vector256.Create((float)format.MaxFinite);
        _overflowValue = Vector256.Create(format.Decode(format.OverflowCode));
        (_isSigned, _hasNaN) = (format.IsSigned, format.HasNaN);
        _hasNegativeZero = format.Specials != SpecialValues.NegativeZeroIsNaN;
        _nanCode = Vector256.Create(format.HasNaN ? (int)format.NaNCode : 0);
        int payload = format.Specials == SpecialValues.Ieee ? (1 << mantissaBits) - 1 : 0;
        int sign = (_hasNegativeZero && _isSigned) || !_hasNaN ? int.MinValue : 0;
        _nanPayload = Vector256.Create(payload);
        _topCode = Vector256.Create((1 << (format.ExponentBits + mantissaBits)) - 1);
        _toBias = Vector256.Create((127 - format.Bias) << 23);
        _firstNormal = Vector256.Create(1 << mantissaBits);
        _limit = _maxFinite.AsInt32();
        _belowNormal = _minBinade - Vector256.Create(1 << 23);
        _kept = Vector256.Create(-1 << _codeShift);
        _special = Vector256.Create(format.HasInfinity ? Infinity : Infinity | Quiet);
        _minPositive = Vector256.Create((float)format.MinPositive);
        _nanKeep = Vector256.Create((payload << _codeShift) | Infinity | Quiet | sign);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Encode<TRounding>(Vector256<float> values, Vector256<uint> random)
        where TRounding : struct, IGridRounding
    {
        var bits = values.AsInt32();
        var magnitude = bits & Vector256.Create(Magnitude);
        if (IsRare(bits, magnitude))
        {
            return EncodeRare<TRounding>(bits, random);
        }
        if (typeof(TRounding) != typeof(GridRounding.Stochastic) || !AreNormalOrZero(magnitude))
        {
            return AddSign(Steps<TRounding>(magnitude.AsSingle(), bits >> 31, random), bits);
        }
        var carried = (Carry(magnitude, random) - _belowNormal) >>> _codeShift;
        return AddSign(Vector256.AndNot(carried, Vector256.Equals(magnitude, Vector256<int>.Zero)), bits);
    }

    // Some value is beyond the largest finite number, or NaN, or has a sign that the format has not: then no value passes
    // through the short code, whose results cannot overflow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool IsRare(Vector256<int> bits, Vector256<int> magnitude) =>
        Vector256.GreaterThanAny(magnitude, _limit) || (!_isSigned && Vector256.LessThanAny(bits, Vector256<int>.Zero));

    [MethodImpl(MethodImplOptions.NoInlining)]
    Vector256<int> EncodeRare<TRounding>(Vector256<int> bits, Vector256<uint> random) where TRounding : struct, IGridRounding
    {
        var sign = bits >> 31;
        var magnitude = bits & Vector256.Create(Magnitude);
        var code = Steps<TRounding>(Vector256.Min(magnitude, _beyond).AsSingle(), sign, random);
        var isOver = Vector256.GreaterThan(code, _maxCode);
        code = Vector256.ConditionalSelect(isOver, Overflow<TRounding>(magnitude, sign), code);
        return Special(code, bits, magnitude, sign);
    }

    // The code of a magnitude that is at most twice the largest power of two; one that overflows is above the largest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<int> Steps<TRounding>(Vector256<float> inside, Vector256<int> sign, Vector256<uint> random)
        where TRounding : struct, IGridRounding
    {
        var binade = Vector256.Max(inside.AsInt32() & Vector256.Create(Exponent), _minBinade);
        var below = (binade - _minBinade) >>> _codeShift;
        var magic = binade + _toMagic;
        var sum = inside + magic.AsSingle();
        var code = sum.AsInt32() - magic + below;
        if (typeof(TRounding) != typeof(GridRounding.NearestEven))
        {
            Floor(inside, magic, sum, out var floor, out var wasUp);
            code += wasUp;
            code -= Away<TRounding>(inside, floor, binade, code, sign, random);
        }
        return code;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<int> AddSign(Vector256<int> code, Vector256<int> bits)
    {
        if (!_isSigned)
        {
            return code;
        }
        var signCode = (bits & Vector256.Create(int.MinValue)) >>> _signShift;
        return _hasNegativeZero ? code | signCode : code | Vector256.AndNot(signCode, Vector256.Equals(code, Vector256<int>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<int> Overflow<TRounding>(Vector256<int> magnitude, Vector256<int> sign) where TRounding : struct, IGridRounding
    {
        var stops = Vector256.AndNot(
            TRounding.StopsAtMaxFinite(sign), Vector256.Equals(magnitude, Vector256.Create(Infinity)));
        return Vector256.ConditionalSelect(stops, _maxCode, _overflowCode);
    }

    // Sign and NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<int> Special(Vector256<int> code, Vector256<int> bits, Vector256<int> magnitude, Vector256<int> sign)
    {
        var isNaN = Vector256.GreaterThan(magnitude, Vector256.Create(Infinity));
        var nan = ((magnitude >>> _codeShift) & _nanPayload) | _nanCode;
        if (!_isSigned)
        {
            var isNegative = Vector256.AndNot(sign, Vector256.Equals(magnitude, Vector256<int>.Zero));
            code = Vector256.ConditionalSelect(isNegative, _nanCode, code);
            return Vector256.ConditionalSelect(isNaN, nan, code);
        }
        code = Vector256.ConditionalSelect(isNaN, nan, code);
        var signCode = (bits & Vector256.Create(int.MinValue)) >>> _signShift;
        if (!_hasNegativeZero)
        {
            signCode = Vector256.AndNot(signCode, isNaN | Vector256.Equals(code, Vector256<int>.Zero));
        }
        else if (!_hasNaN)
        {
            signCode = Vector256.AndNot(signCode, isNaN);
        }
        return code | signCode;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Round<TRounding>(Vector256<float> values, Vector256<uint> random)
        where TRounding : struct, IGridRounding
    {
        var bits = values.AsInt32();
        var magnitude = bits & Vector256.Create(Magnitude);
        if (IsRare(bits, magnitude))
        {
            return RoundRare<TRounding>(bits, random);
        }
        if (typeof(TRounding) != typeof(GridRounding.Stochastic) || !AreNormalOrZero(magnitude))
        {
            return AddSign(Number<TRounding>(magnitude.AsSingle(), bits >> 31, random), bits);
        }
        var carried = Carry(magnitude, random) & _kept;
        return AddSign(Vector256.AndNot(carried, Vector256.Equals(magnitude, Vector256<int>.Zero)).AsSingle(), bits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    Vector256<float> RoundRare<TRounding>(Vector256<int> bits, Vector256<uint> random) where TRounding : struct, IGridRounding
    {
        var sign = bits >> 31;
        var magnitude = bits & Vector256.Create(Magnitude);
        var rounded = Number<TRounding>(Vector256.Min(magnitude, _beyond).AsSingle(), sign, random);
        var isOver = Vector256.GreaterThan(rounded, _maxFinite);
        rounded = Vector256.ConditionalSelect(isOver, OverflowValue<TRounding>(magnitude, sign), rounded);
        return Special(rounded, bits, magnitude, sign);
    }

    // The number of a magnitude that is at most twice the largest power of two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<float> Number<TRounding>(Vector256<float> inside, Vector256<int> sign, Vector256<uint> random)
        where TRounding : struct, IGridRounding
    {
        var binade = Vector256.Max(inside.AsInt32() & Vector256.Create(Exponent), _minBinade);
        var magic = binade + _toMagic;
        var sum = inside + magic.AsSingle();
        var rounded = sum - magic.AsSingle();
        if (typeof(TRounding) != typeof(GridRounding.NearestEven))
        {
            Floor(inside, magic, sum, out rounded, out var wasUp);
            var below = (binade - _minBinade) >>> _codeShift;
            var code = sum.AsInt32() - magic + below + wasUp;
            var away = Away<TRounding>(inside, rounded, binade, code, sign, random);
            rounded += (away & (binade - _toStep)).AsSingle();
        }
        return rounded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<float> AddSign(Vector256<float> number, Vector256<int> bits)
    {
        var sign = bits & Vector256.Create(int.MinValue);
        sign = _hasNegativeZero ? sign : Vector256.AndNot(sign, Vector256.Equals(number, Vector256<float>.Zero).AsInt32());
        return (number.AsInt32() | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<float> OverflowValue<TRounding>(Vector256<int> magnitude, Vector256<int> sign) where TRounding : struct, IGridRounding
    {
        var stops = Vector256.AndNot(
            TRounding.StopsAtMaxFinite(sign), Vector256.Equals(magnitude, Vector256.Create(Infinity)));
        return Vector256.ConditionalSelect(stops.AsSingle(), _maxFinite, _overflowValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<float> Special(Vector256<float> rounded, Vector256<int> bits, Vector256<int> magnitude, Vector256<int> sign)
    {
        var isNaN = Vector256.GreaterThan(magnitude, Vector256.Create(Infinity));
        var nan = (bits | Vector256.Create(Quiet)) & _nanKeep;
        var result = rounded.AsInt32();
        var signBit = bits & Vector256.Create(int.MinValue);
        if (!_isSigned)
        {
            var isNegative = Vector256.AndNot(sign, isNaN | Vector256.Equals(magnitude, Vector256<int>.Zero));
            result = Vector256.AndNot(result, isNegative) | (isNegative & Vector256.Create(_hasNaN ? Infinity | Quiet : 0));
        }
        else if (_hasNegativeZero)
        {
            result |= signBit;
        }
        else
        {
            var hasNoSign = Vector256.Equals(result, Vector256<int>.Zero) | Vector256.GreaterThan(result, Vector256.Create(Infinity));
            result |= Vector256.AndNot(signBit, hasNoSign);
        }
        return Vector256.ConditionalSelect(isNaN, nan, result).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Decode(Vector256<int> codes)
    {
        var magnitude = codes & _topCode;
        var sign = _isSigned ? (codes << _signShift) & Vector256.Create(int.MinValue) : Vector256<int>.Zero;
        var normal = (magnitude << _codeShift) + _toBias;
        var subnormal = Vector256.ConvertToSingle(magnitude) * _minPositive;
        var number = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, _firstNormal), subnormal.AsInt32(), normal);
        if (!_hasNegativeZero)
        {
            var isNaN = Vector256.Equals(magnitude, Vector256<int>.Zero) & (sign >> 31);
            return Vector256.ConditionalSelect(isNaN, _special, number | sign).AsSingle();
        }
        var payload = (magnitude & _nanPayload) << _codeShift;
        var quiet = Vector256.AndNot(Vector256.Create(Quiet), Vector256.Equals(payload, Vector256<int>.Zero));
        var isSpecial = Vector256.GreaterThan(magnitude, _maxCode);
        return (Vector256.ConditionalSelect(isSpecial, _special | payload | quiet, number) | sign).AsSingle();
    }

    // Subnormal numbers of the format are rare, but for formats of very few bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool AreNormalOrZero(Vector256<int> magnitude) =>
        (Vector256.LessThan(magnitude, _minBinade) & Vector256.GreaterThan(magnitude, Vector256<int>.Zero)) == Vector256<int>.Zero;

    // Among normal numbers the bits below the step are the fraction: it is above the random number if their sum with the
    // random number's complement carries.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<int> Carry(Vector256<int> magnitude, Vector256<uint> random) =>
        magnitude + (~random >>> (32 - _codeShift)).AsInt32();

    // The number at or below a magnitude, and −1 where the addition had gone above it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Floor(
        Vector256<float> inside, Vector256<int> magic, Vector256<float> sum, out Vector256<float> floor, out Vector256<int> wasUp)
    {
        var nearest = sum - magic.AsSingle();
        wasUp = Vector256.GreaterThan(nearest, inside).AsInt32();
        var step = magic - Vector256.Create(23 << 23);
        floor = nearest - (wasUp & step).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<int> Away<TRounding>(
        Vector256<float> inside, Vector256<float> floor, Vector256<int> binade, Vector256<int> code, Vector256<int> sign,
        Vector256<uint> random)
        where TRounding : struct, IGridRounding
    {
        var remainder = inside - floor;
        var toFraction = (_toInverse - binade).AsSingle();
        var fraction = Vector256.ConvertToInt32Native(remainder * toFraction);
        var isInexact = Vector256.GreaterThan(remainder, Vector256<float>.Zero).AsInt32();
        return TRounding.GoesAway(fraction, isInexact, code, sign, random);
    }
}
