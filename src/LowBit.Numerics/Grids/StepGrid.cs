using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

/// <summary>
/// Multiples of one step: integers and fixed point. With a zero point z, codes are levels + z, and its numbers are those of
/// codes less z: the ends of the levels move.
/// </summary>
readonly struct StepGrid<TInts, TSingles> : IGrid<StepGrid<TInts, TSingles>, IntegerFormat, TInts, TSingles>
    where TInts : struct, IInts<TInts>
    where TSingles : struct, ISingles<TSingles, TInts>
{
    const int Magnitude = 0x7FFF_FFFF, QuietNaN = 0x7FC0_0000;
    const float FractionScale = 1u << GridPosition.RandomBits;

    readonly TSingles _step, _inverse, _beyond, _lowest, _highest;
    readonly TInts _min, _max, _zeroPoint, _codeMask;
    readonly int _unusedBits;
    readonly bool _isSigned;

    internal StepGrid(IntegerFormat format, int zeroPoint)
    {
        int min = format.MinLevel - zeroPoint, max = format.MaxLevel - zeroPoint;
        _step = TSingles.Create(format.Step);
        _inverse = TSingles.Create(1 / format.Step);
        (_min, _max, _zeroPoint) = (TInts.Create(min), TInts.Create(max), TInts.Create(zeroPoint));
        (_lowest, _highest) = (TSingles.Create(min), TSingles.Create(max));
        _beyond = TSingles.Create(Math.Max(max, -min) + 1f);
        (_unusedBits, _isSigned) = (32 - format.Bits, format.Kind != IntegerKind.Unsigned);
        _codeMask = TInts.Create((1 << format.Bits) - 1);
    }

    public static StepGrid<TInts, TSingles> Of(IntegerFormat format) => new(format, zeroPoint: 0);

    public bool AreInside(TSingles a, TSingles b, TSingles c, TSingles d) => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TInts EncodeInside<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding =>
        TInts.Select(
            TSingles.Equal(values, values), (Level<TRounding>(values, random) + _zeroPoint) & _codeMask, TInts.Create(0));

    public TInts Encode<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding =>
        EncodeInside<TRounding>(values, random);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSingles RoundInside<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding
    {
        var number = TSingles.Convert(Level<TRounding>(values, random)) * _step;
        var nan = (values.Bits | TInts.Create(QuietNaN)) & TInts.Create(QuietNaN | int.MinValue);
        return TSingles.Of(TInts.Select(TSingles.Equal(values, values), number.Bits, nan));
    }

    public TSingles Round<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding =>
        RoundInside<TRounding>(values, random);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSingles Decode(TInts codes)
    {
        var high = codes << _unusedBits;
        var level = (_isSigned ? high >> _unusedBits : high >>> _unusedBits) - _zeroPoint;
        return TSingles.Convert(level) * _step;
    }

    // Of a NaN, some level.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TInts Level<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding
    {
        var steps = values * _inverse;
        if (typeof(TRounding) == typeof(GridRounding.NearestEven))
        {
            return TSingles.ToNearest(TSingles.Clamp(steps, _lowest, _highest));
        }
        var sign = steps.Bits >> 31;
        // Magnitudes are compared as integers, where NaN is above all.
        var inside = TSingles.Of(TInts.Min(steps.Bits & TInts.Create(Magnitude), _beyond.Bits));
        var level = typeof(TRounding) == typeof(GridRounding.Stochastic)
            ? Stochastic(inside, random)
            : Level<TRounding>(values, inside, sign, random);
        return TInts.Min(TInts.Max((level ^ sign) - sign, _min), _max);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TInts Stochastic(TSingles inside, TInts random)
    {
        var nearest = TSingles.Nearest(inside);
        var fraction = TSingles.Truncate((inside - nearest) * TSingles.Create(FractionScale));
        var stays = GridRounding.Stochastic.Stays(fraction, random) >> 31;
        return TSingles.Truncate(nearest) + TInts.AndNot((fraction >> 31) | TInts.Create(1), stays);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TInts Level<TRounding>(TSingles values, TSingles inside, TInts sign, TInts random)
        where TRounding : struct, IGridRounding
    {
        var floor = TSingles.Floor(inside);
        var remainder = inside - floor;
        var fraction = TSingles.Truncate(remainder * TSingles.Create(FractionScale));
        var level = TSingles.Truncate(floor);
        // A product with the inverse of a large step may underflow to zero: what is not zero then lies above it.
        var isBelowOne = TInts.Equal(level, TInts.Create(0));
        var isInexact = TSingles.GreaterThan(remainder, TSingles.Create(0))
            | TInts.AndNot(isBelowOne, TSingles.Equal(values, TSingles.Create(0)));
        return level - TRounding.GoesAway(fraction, isInexact, level, sign, random);
    }
}
