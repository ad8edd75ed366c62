using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>Multiples of one step: integers and fixed point.</summary>
readonly struct StepGrid : IGrid
{
    const int Magnitude = 0x7FFF_FFFF, QuietNaN = 0x7FC0_0000;
    const float FractionScale = 1u << GridPosition.RandomBits;

    readonly Vector256<float> _step, _inverse, _beyond;
    readonly Vector256<int> _min, _max, _codeMask;
    readonly int _unusedBits;
    readonly bool _isSigned;

    internal StepGrid(IntegerFormat format)
    {
        _step = Vector256.Create(format.Step);
        _inverse = Vector256.Create(1 / format.Step);
        _min = Vector256.Create(format.MinLevel);
        _max = Vector256.Create(format.MaxLevel);
        _beyond = Vector256.Create(Math.Max(format.MaxLevel, -format.MinLevel) + 1f);
        (_unusedBits, _isSigned) = (32 - format.Bits, format.Kind != IntegerKind.Unsigned);
        _codeMask = Vector256.Create((1 << format.Bits) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Encode<TRounding>(Vector256<float> values, Vector256<uint> random)
        where TRounding : struct, IGridRounding =>
        Level<TRounding>(values, random) & _codeMask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Round<TRounding>(Vector256<float> values, Vector256<uint> random)
        where TRounding : struct, IGridRounding
    {
        var number = Vector256.ConvertToSingle(Level<TRounding>(values, random)) * _step;
        var isNumber = Vector256.Equals(values, values);
        var nan = (values.AsInt32() | Vector256.Create(QuietNaN)) & Vector256.Create(QuietNaN | int.MinValue);
        return Vector256.ConditionalSelect(isNumber, number, nan.AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Decode(Vector256<int> codes)
    {
        var high = codes << _unusedBits;
        return Vector256.ConvertToSingle(_isSigned ? high >> _unusedBits : high >>> _unusedBits) * _step;
    }

    // Magnitudes are compared as integers, where NaN is above all; its level is then cleared.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<int> Level<TRounding>(Vector256<float> values, Vector256<uint> random) where TRounding : struct, IGridRounding
    {
        var steps = values * _inverse;
        var bits = steps.AsInt32();
        var sign = bits >> 31;
        var inside = Vector256.Min(bits & Vector256.Create(Magnitude), _beyond.AsInt32()).AsSingle();
        Vector256<int> level;
        if (typeof(TRounding) == typeof(GridRounding.NearestEven))
        {
            level = Vector256.ConvertToInt32Native(Vector256.Round(inside));
        }
        else
        {
            var floor = Vector256.Floor(inside);
            var remainder = inside - floor;
            var fraction = Vector256.ConvertToInt32Native(remainder * Vector256.Create(FractionScale));
            level = Vector256.ConvertToInt32Native(floor);
            // A product with the inverse of a large step may underflow to zero: what is not zero then lies above it.
            var isBelowOne = Vector256.Equals(level, Vector256<int>.Zero);
            var isInexact = Vector256.GreaterThan(remainder, Vector256<float>.Zero).AsInt32()
                | Vector256.AndNot(isBelowOne, Vector256.Equals(values, Vector256<float>.Zero).AsInt32());
            level -= TRounding.GoesAway(fraction, isInexact, level, sign, random);
        }
        level = (level ^ sign) - sign;
        level = Vector256.Min(Vector256.Max(level, _min), _max);
        return level & Vector256.Equals(values, values).AsInt32();
    }
}
