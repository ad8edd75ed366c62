using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

/// <summary>
/// binary32 with fewer fraction bits (E8Mk: bfloat16, TF32): codes are the high bits of binary32, subnormal numbers too.
/// Within the finite numbers no rounding carries into the sign.
/// </summary>
readonly struct TruncatedGrid<TInts, TSingles> : IGrid<TruncatedGrid<TInts, TSingles>, FloatFormat, TInts, TSingles>
    where TInts : struct, IInts<TInts>
    where TSingles : struct, ISingles<TSingles, TInts>
{
    const int Magnitude = 0x7FFF_FFFF, Infinity = 0x7F80_0000, Quiet = 0x0040_0000;

    readonly TInts _dropped, _kept, _limit, _belowHalf, _belowStep, _maxCode, _overflowCode;

    TruncatedGrid(FloatFormat format)
    {
        int dropped = 23 - format.MantissaBits;
        (_dropped, _kept) = (TInts.Create(dropped), TInts.Create(32 - dropped));
        _limit = TSingles.Create((float)format.MaxFinite).Bits;
        _belowHalf = TInts.Create((1 << (dropped - 1)) - 1);
        _belowStep = TInts.Create((1 << dropped) - 1);
        _maxCode = TInts.Create((int)format.MaxFiniteCode);
        _overflowCode = TInts.Create((int)format.OverflowCode);
    }

    public static TruncatedGrid<TInts, TSingles> Of(FloatFormat format) => new(format);

    /// <inheritdoc/>
    /// <remarks>Outside are NaN and what is beyond the largest finite number.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreInside(TSingles a, TSingles b, TSingles c, TSingles d)
    {
        var magnitude = TInts.Create(Magnitude);
        var ab = TInts.Max(a.Bits & magnitude, b.Bits & magnitude);
        var cd = TInts.Max(c.Bits & magnitude, d.Bits & magnitude);
        return !TInts.GreaterThanAnyUnsigned(TInts.Max(ab, cd), _limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TInts EncodeInside<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding =>
        TInts.ShiftRight(Raised<TRounding>(values.Bits, random), _dropped);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public TInts Encode<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding
    {
        var bits = values.Bits;
        return Code<TRounding>(bits, random) | TInts.ShiftRight(bits & TInts.Create(int.MinValue), _dropped);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSingles RoundInside<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding =>
        TSingles.Of(TInts.AndNot(Raised<TRounding>(values.Bits, random), _belowStep));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public TSingles Round<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding
    {
        var bits = values.Bits;
        return TSingles.Of(TInts.ShiftLeft(Code<TRounding>(bits, random), _dropped) | (bits & TInts.Create(int.MinValue)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSingles Decode(TInts codes)
    {
        var bits = TInts.ShiftLeft(codes, _dropped);
        var isNaN = TInts.GreaterThan(bits & TInts.Create(Magnitude), TInts.Create(Infinity));
        return TSingles.Of(bits | (isNaN & TInts.Create(Quiet)));
    }

    // What is above the dropped bits is the code.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts Raised<TRounding>(TInts bits, TInts random) where TRounding : struct, IGridRounding
    {
        if (typeof(TRounding) == typeof(GridRounding.NearestEven))
        {
            return bits + _belowHalf + (TInts.ShiftRight(bits, _dropped) & TInts.Create(1));
        }
        if (typeof(TRounding) == typeof(GridRounding.Stochastic))
        {
            // The dropped bits are above the random number if their sum with its complement carries.
            return bits + TInts.ShiftRight(~random, _kept);
        }
        var sign = bits & TInts.Create(int.MinValue);
        return TInts.ShiftLeft(Rounded<TRounding>(bits ^ sign, bits >> 31, random), _dropped) | sign;
    }

    // Code of a magnitude.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts Rounded<TRounding>(TInts magnitude, TInts sign, TInts random) where TRounding : struct, IGridRounding
    {
        var floor = TInts.ShiftRight(magnitude, _dropped);
        var remainder = magnitude - TInts.ShiftLeft(floor, _dropped);
        var fraction = TInts.ShiftLeft(remainder, _kept) >>> 1;
        var isInexact = TInts.GreaterThan(remainder, TInts.Create(0));
        return floor - TRounding.GoesAway(fraction, isInexact, floor, sign, random);
    }

    // Code of any value's magnitude.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts Code<TRounding>(TInts bits, TInts random) where TRounding : struct, IGridRounding
    {
        var sign = bits >> 31;
        var magnitude = bits & TInts.Create(Magnitude);
        var code = Rounded<TRounding>(magnitude, sign, random);
        var isOver = TInts.GreaterThan(code, _maxCode);
        var stops = TInts.AndNot(TRounding.StopsAtMaxFinite(sign), TInts.Equal(magnitude, TInts.Create(Infinity)));
        code = TInts.Select(isOver, TInts.Select(stops, _maxCode, _overflowCode), code);
        var nan = TInts.ShiftRight(magnitude | TInts.Create(Quiet), _dropped);
        return TInts.Select(TInts.GreaterThan(magnitude, TInts.Create(Infinity)), nan, code);
    }
}
