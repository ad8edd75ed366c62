using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

/// <summary>
/// A floating-point format whose steps, and 2²³ steps, are normal binary32 numbers. With M = 2²³ steps, magnitude + M has no
/// bits below the step, so the addition rounds to the nearest even number of steps and the low bits of the sum count them.
/// </summary>
readonly struct FloatGrid<TInts, TSingles, TZeros> : IGrid<FloatGrid<TInts, TSingles, TZeros>, FloatFormat, TInts, TSingles>
    where TInts : struct, IInts<TInts>
    where TSingles : struct, ISingles<TSingles, TInts>
    where TZeros : struct, IZeros
{
    const int Magnitude = 0x7FFF_FFFF, Infinity = 0x7F80_0000, Quiet = 0x0040_0000, Exponent = 0x7F80_0000;

    // Vectors, because the processor takes them from memory as they are.
    readonly TInts _looked, _limit, _largest, _minBinade, _toMagic, _toCodeMagic, _toStep, _toFraction, _topCode;
    readonly TInts _beyond, _codes, _maxCode, _overflowCode, _nanCode, _nanPayload, _nanKeep, _toBias, _firstNormal, _special;
    readonly TSingles _maxFinite, _overflowValue, _minPositive;
    readonly TInts _codeShift, _signShift;
    readonly bool _isSigned, _hasNaN;

    FloatGrid(FloatFormat format)
    {
        int mantissaBits = format.MantissaBits, magnitudeBits = format.ExponentBits + mantissaBits;
        int minBinade = (127 + format.MinExponent) << 23, topCode = (1 << magnitudeBits) - 1, codes = 2 * topCode + 1;
        int codeShift = 23 - mantissaBits;
        (_codeShift, _signShift) = (TInts.Create(codeShift), TInts.Create(31 - magnitudeBits));
        (_isSigned, _hasNaN) = (format.IsSigned, format.HasNaN);
        _minBinade = TInts.Create(minBinade);
        _toMagic = TInts.Create(codeShift << 23);
        _toCodeMagic = TInts.Create((codeShift << 23) + (-(minBinade >>> codeShift) & codes));
        _toStep = TInts.Create(mantissaBits << 23);
        _toFraction = TInts.Create((2 * 127 + GridPosition.RandomBits + mantissaBits) << 23);
        _beyond = TInts.Create((127 + format.MaxExponent + 1) << 23);
        _topCode = TInts.Create(topCode);
        _codes = TInts.Create(codes);
        _maxCode = TInts.Create((int)format.MaxFiniteCode);
        _overflowCode = TInts.Create((int)format.OverflowCode);
        _maxFinite = TSingles.Create((float)format.MaxFinite);
        _largest = _maxFinite.Bits;
        _overflowValue = TSingles.Create(format.Decode(format.OverflowCode));
        _looked = TInts.Create(_isSigned ? Magnitude : -1);
        _limit = format.OverflowCode == format.MaxFiniteCode ? TInts.Create(Infinity) : _largest;
        _nanCode = TInts.Create(format.HasNaN ? (int)format.NaNCode : 0);
        int payload = format.Specials == SpecialValues.Ieee ? (1 << mantissaBits) - 1 : 0;
        int sign = (TZeros.HaveSigns && _isSigned) || !_hasNaN ? int.MinValue : 0;
        _nanPayload = TInts.Create(payload);
        _nanKeep = TInts.Create((payload << codeShift) | Infinity | Quiet | sign);
        _toBias = TInts.Create((127 - format.Bias) << 23);
        _firstNormal = TInts.Create(1 << mantissaBits);
        _special = TInts.Create(format.HasInfinity ? Infinity : Infinity | Quiet);
        _minPositive = TSingles.Create((float)format.MinPositive);
    }

    public static FloatGrid<TInts, TSingles, TZeros> Of(FloatFormat format) => new(format);

    /// <inheritdoc/>
    /// <remarks>
    /// Outside are NaN, negative values of a format without a sign, and what is above the largest finite number unless that
    /// is what it becomes.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreInside(TSingles a, TSingles b, TSingles c, TSingles d)
    {
        var ab = TInts.MaxUnsigned(a.Bits & _looked, b.Bits & _looked);
        var cd = TInts.MaxUnsigned(c.Bits & _looked, d.Bits & _looked);
        return !TInts.GreaterThanAnyUnsigned(TInts.MaxUnsigned(ab, cd), _limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TInts EncodeInside<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding
    {
        var bits = values.Bits;
        var code = Steps<TRounding>(TInts.Min(bits & TInts.Create(Magnitude), _largest), bits, random);
        return AddSign(code, bits);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public TInts Encode<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding
    {
        var bits = values.Bits;
        var sign = bits >> 31;
        var magnitude = bits & TInts.Create(Magnitude);
        var code = Steps<TRounding>(TInts.Min(magnitude, _beyond), bits, random) & _codes;
        var isOver = TInts.GreaterThan(code, _maxCode);
        code = TInts.Select(isOver, Overflow<TRounding>(magnitude, sign), code);
        return SpecialCode(code, bits, magnitude, sign);
    }

    // The code of a magnitude that is at most twice the largest power of two; one that overflows is above the largest.
    // Only the low bits are right, one more than a magnitude's code has. They count the steps of the binade, from its
    // fraction bits below zero on, and the codes of the binades below: M holds these less what the last addition has too much.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts Steps<TRounding>(TInts magnitude, TInts bits, TInts random) where TRounding : struct, IGridRounding
    {
        var inside = TSingles.Of(magnitude);
        var binade = TInts.Max(magnitude & TInts.Create(Exponent), _minBinade);
        var magic = TSingles.Of(binade + _toCodeMagic);
        var sum = inside + magic;
        var code = sum.Bits + TInts.ShiftRight(binade, _codeShift);
        if (typeof(TRounding) == typeof(GridRounding.NearestEven))
        {
            return code;
        }
        var nearest = sum - magic;
        if (typeof(TRounding) == typeof(GridRounding.Stochastic))
        {
            var fraction = Fraction(inside - nearest, binade);
            var stays = GridRounding.Stochastic.Stays(fraction, random) >> 31;
            return code + TInts.AndNot((fraction >> 31) | TInts.Create(1), stays);
        }
        var wasUp = Floor(inside, binade, ref nearest);
        return code + wasUp - Away<TRounding>(inside, nearest, binade, sum.Bits + wasUp, bits >> 31, random);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts AddSign(TInts code, TInts bits)
    {
        if (TZeros.HaveSigns)
        {
            return TInts.Select(_topCode, code, TInts.ShiftRight(bits, _signShift));
        }
        code &= _topCode;
        var sign = TInts.ShiftRight(bits & TInts.Create(int.MinValue), _signShift);
        return code | TInts.AndNot(sign, TInts.Equal(code, TInts.Create(0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts Overflow<TRounding>(TInts magnitude, TInts sign) where TRounding : struct, IGridRounding
    {
        var stops = TInts.AndNot(TRounding.StopsAtMaxFinite(sign), TInts.Equal(magnitude, TInts.Create(Infinity)));
        return TInts.Select(stops, _maxCode, _overflowCode);
    }

    // Sign and NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts SpecialCode(TInts code, TInts bits, TInts magnitude, TInts sign)
    {
        var isNaN = TInts.GreaterThan(magnitude, TInts.Create(Infinity));
        var nan = (TInts.ShiftRight(magnitude, _codeShift) & _nanPayload) | _nanCode;
        if (!_isSigned)
        {
            var isNegative = TInts.AndNot(sign, TInts.Equal(magnitude, TInts.Create(0)));
            code = TInts.Select(isNegative, _nanCode, code);
            return TInts.Select(isNaN, nan, code);
        }
        code = TInts.Select(isNaN, nan, code);
        var signCode = TInts.ShiftRight(bits & TInts.Create(int.MinValue), _signShift);
        if (!TZeros.HaveSigns)
        {
            signCode = TInts.AndNot(signCode, isNaN | TInts.Equal(code, TInts.Create(0)));
        }
        else if (!_hasNaN)
        {
            signCode = TInts.AndNot(signCode, isNaN);
        }
        return code | signCode;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSingles RoundInside<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding
    {
        var bits = values.Bits;
        var number = Number<TRounding>(TInts.Min(bits & TInts.Create(Magnitude), _largest), bits, random).Bits;
        var sign = bits & TInts.Create(int.MinValue);
        return TSingles.Of(number | (TZeros.HaveSigns ? sign : TInts.AndNot(sign, TInts.Equal(number, TInts.Create(0)))));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public TSingles Round<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding
    {
        var bits = values.Bits;
        var sign = bits >> 31;
        var magnitude = bits & TInts.Create(Magnitude);
        var rounded = Number<TRounding>(TInts.Min(magnitude, _beyond), bits, random);
        var isOver = TSingles.GreaterThan(rounded, _maxFinite);
        var number = TInts.Select(isOver, OverflowValue<TRounding>(magnitude, sign), rounded.Bits);
        return SpecialNumber(number, bits, magnitude, sign);
    }

    // The number of a magnitude that is at most twice the largest power of two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TSingles Number<TRounding>(TInts magnitude, TInts bits, TInts random) where TRounding : struct, IGridRounding
    {
        var inside = TSingles.Of(magnitude);
        var binade = TInts.Max(magnitude & TInts.Create(Exponent), _minBinade);
        var magic = TSingles.Of(binade + _toMagic);
        var sum = inside + magic;
        var rounded = sum - magic;
        if (typeof(TRounding) == typeof(GridRounding.NearestEven))
        {
            return rounded;
        }
        var step = binade - _toStep;
        if (typeof(TRounding) == typeof(GridRounding.Stochastic))
        {
            var fraction = Fraction(inside - rounded, binade);
            var stays = GridRounding.Stochastic.Stays(fraction, random) >> 31;
            return rounded + TSingles.Of(TInts.AndNot(step | (fraction & TInts.Create(int.MinValue)), stays));
        }
        var wasUp = Floor(inside, binade, ref rounded);
        var away = Away<TRounding>(inside, rounded, binade, sum.Bits + wasUp, bits >> 31, random);
        return rounded + TSingles.Of(away & step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts OverflowValue<TRounding>(TInts magnitude, TInts sign) where TRounding : struct, IGridRounding
    {
        var stops = TInts.AndNot(TRounding.StopsAtMaxFinite(sign), TInts.Equal(magnitude, TInts.Create(Infinity)));
        return TInts.Select(stops, _largest, _overflowValue.Bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TSingles SpecialNumber(TInts rounded, TInts bits, TInts magnitude, TInts sign)
    {
        var isNaN = TInts.GreaterThan(magnitude, TInts.Create(Infinity));
        var nan = (bits | TInts.Create(Quiet)) & _nanKeep;
        var signBit = bits & TInts.Create(int.MinValue);
        if (!_isSigned)
        {
            var isNegative = TInts.AndNot(sign, isNaN | TInts.Equal(magnitude, TInts.Create(0)));
            rounded = TInts.Select(isNegative, TInts.Create(_hasNaN ? Infinity | Quiet : 0), rounded);
        }
        else if (TZeros.HaveSigns)
        {
            rounded |= signBit;
        }
        else
        {
            var hasNoSign = TInts.Equal(rounded, TInts.Create(0)) | TInts.GreaterThan(rounded, TInts.Create(Infinity));
            rounded |= TInts.AndNot(signBit, hasNoSign);
        }
        return TSingles.Of(TInts.Select(isNaN, nan, rounded));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSingles Decode(TInts codes)
    {
        var magnitude = codes & _topCode;
        var normal = TInts.ShiftLeft(magnitude, _codeShift) + _toBias;
        var subnormal = TSingles.Convert(magnitude) * _minPositive;
        var number = TInts.Select(TInts.GreaterThan(_firstNormal, magnitude), subnormal.Bits, normal);
        var high = _isSigned ? TInts.ShiftLeft(codes, _signShift) : TInts.Create(0);
        if (TZeros.HaveSigns && !TInts.GreaterThanAnyUnsigned(magnitude, _maxCode))
        {
            return TSingles.Of(TInts.Select(TInts.Create(Magnitude), number, high));
        }
        return DecodeSpecial(magnitude, number, high & TInts.Create(int.MinValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TSingles DecodeSpecial(TInts magnitude, TInts number, TInts sign)
    {
        if (!TZeros.HaveSigns)
        {
            var isNaN = TInts.Equal(magnitude, TInts.Create(0)) & (sign >> 31);
            return TSingles.Of(TInts.Select(isNaN, _special, number | sign));
        }
        var payload = TInts.ShiftLeft(magnitude & _nanPayload, _codeShift);
        var quiet = TInts.AndNot(TInts.Create(Quiet), TInts.Equal(payload, TInts.Create(0)));
        var isSpecial = TInts.GreaterThan(magnitude, _maxCode);
        return TSingles.Of(TInts.Select(isSpecial, _special | payload | quiet, number) | sign);
    }

    // From the nearest number to the one at or below a magnitude; −1 where that is another one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts Floor(TSingles inside, TInts binade, ref TSingles nearest)
    {
        var wasUp = TSingles.GreaterThan(nearest, inside);
        nearest -= TSingles.Of(wasUp & (binade - _toStep));
        return wasUp;
    }

    // Steps · 2³¹, without what is behind the point.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts Fraction(TSingles remainder, TInts binade) => TSingles.Truncate(remainder * TSingles.Of(_toFraction - binade));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts Away<TRounding>(TSingles inside, TSingles floor, TInts binade, TInts steps, TInts sign, TInts random)
        where TRounding : struct, IGridRounding
    {
        var remainder = inside - floor;
        var isInexact = TSingles.GreaterThan(remainder, TSingles.Create(0));
        return TRounding.GoesAway(Fraction(remainder, binade), isInexact, steps, sign, random);
    }
}
