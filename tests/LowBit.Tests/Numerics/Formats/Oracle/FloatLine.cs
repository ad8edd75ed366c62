using LowBit.Numerics;

namespace LowBit.Oracles;

/// <summary>
/// ± the magnitudes of a floating-point format by the formula of <see cref="FloatFormat"/>; the last one on either side is one
/// step beyond the largest finite number.
/// </summary>
sealed class FloatLine : NumberLine
{
    readonly FloatFormat _format;
    readonly long _skipped, _beyond;

    internal FloatLine(FloatFormat format)
    {
        _format = format;
        long perExponent = 1L << format.MantissaBits, all = perExponent << format.ExponentBits;
        _skipped = format.HasZero && !format.HasSubnormals ? perExponent - 1 : 0;
        _beyond = format.Specials switch
        {
            SpecialValues.Ieee => all - perExponent,
            SpecialValues.NaNOnly => all - 1,
            _ => all,
        } - _skipped;
    }

    internal override long First => !_format.IsSigned ? 0 : _format.HasZero ? -_beyond : -_beyond - 1;

    internal override long Last => _beyond;

    // Without a zero the places −1 and 0 are those of the smallest magnitude.
    long Index(long place) => place >= 0 ? place : _format.HasZero ? -place : -place - 1;

    long MagnitudeCode(long place) => Index(place) == 0 ? 0 : Index(place) + _skipped;

    internal override Dyadic At(long place)
    {
        long perExponent = 1L << _format.MantissaBits;
        var (field, fraction) = Math.DivRem(MagnitudeCode(place), perExponent);
        int lowest = -_format.Bias - _format.MantissaBits;
        var magnitude = field == 0 && _format.HasZero
            ? new Dyadic(fraction, 1 + lowest)
            : new Dyadic(perExponent + fraction, (int)field + lowest);
        return place < 0 ? -magnitude : magnitude;
    }

    internal override bool UpperIsEven(long place) => IsEven(place + 1, neighbour: place);

    // Next to zero, zero is the even one, with subnormal numbers or without.
    bool IsEven(long place, long neighbour) =>
        MagnitudeCode(place) == 0 || (MagnitudeCode(neighbour) != 0 && MagnitudeCode(place) % 2 == 0);

    internal override uint Code(long place, double value, RoundingMode mode)
    {
        bool isNegative = double.IsNegative(value);
        if (Index(place) < _beyond)
        {
            return WithSign((uint)MagnitudeCode(place), isNegative);
        }
        bool stops = mode is RoundingMode.TowardZero or RoundingMode.ToOdd
            || (mode == RoundingMode.Down && !isNegative) || (mode == RoundingMode.Up && isNegative);
        return stops ? WithSign(MaxFiniteCode, isNegative) : Overflowed(isNegative);
    }

    internal override uint? Special(double value)
    {
        bool isNegative = double.IsNegative(value);
        if (double.IsNaN(value))
        {
            return NaNOf(value);
        }
        if (value < 0 && !_format.IsSigned)
        {
            return _format.HasNaN ? NaN : 0;
        }
        if (double.IsInfinity(value))
        {
            return Overflowed(isNegative);
        }
        bool isBelowAll = !_format.HasZero && Dyadic.Of(value).Magnitude.CompareTo(At(0)) < 0;
        return isBelowAll ? WithSign(0, isNegative) : null;
    }

    uint MaxFiniteCode => (uint)(_beyond + _skipped - 1);

    uint SignCode => 1u << (_format.ExponentBits + _format.MantissaBits);

    uint NaN => _format.Specials switch
    {
        SpecialValues.Ieee => MaxFiniteCode + 1 + (1u << (_format.MantissaBits - 1)),
        SpecialValues.NaNOnly => MaxFiniteCode + 1,
        _ => SignCode,
    };

    uint Overflowed(bool isNegative) =>
        _format.Overflow == OverflowRule.Saturate ? WithSign(MaxFiniteCode, isNegative)
        : _format.Specials switch
        {
            SpecialValues.Ieee or SpecialValues.NaNOnly => WithSign(MaxFiniteCode + 1, isNegative),
            SpecialValues.NegativeZeroIsNaN => NaN,
            _ => WithSign(MaxFiniteCode, isNegative),
        };

    // An IEEE NaN keeps its sign and the high bits of its payload, and is quiet.
    uint NaNOf(double value)
    {
        if (!_format.HasNaN)
        {
            return 0;
        }
        ulong payload = BitConverter.DoubleToUInt64Bits(value) & 0xF_FFFF_FFFF_FFFF;
        uint kept = _format.Specials == SpecialValues.Ieee ? (uint)(payload >> (52 - _format.MantissaBits)) : 0;
        return _format.Specials == SpecialValues.NegativeZeroIsNaN ? NaN : WithSign(NaN | kept, double.IsNegative(value));
    }

    uint WithSign(uint code, bool isNegative)
    {
        bool hasSign = _format.IsSigned && (code != 0 || _format.Specials != SpecialValues.NegativeZeroIsNaN);
        return isNegative && hasSign ? code + SignCode : code;
    }
}
