using LowBit.Numerics;

namespace LowBit.Oracles;

/// <summary>Whole multiples of a step, as <see cref="IntegerFormat"/> tells them.</summary>
sealed class IntegerLine(IntegerFormat format) : NumberLine
{
    internal override long First => format.Kind switch
    {
        IntegerKind.Symmetric => -(1L << (format.Bits - 1)) + 1,
        IntegerKind.Full => -(1L << (format.Bits - 1)),
        _ => 0,
    };

    internal override long Last => format.Kind == IntegerKind.Unsigned ? (1L << format.Bits) - 1 : (1L << (format.Bits - 1)) - 1;

    internal override Dyadic At(long place) => new(place, -format.FractionBits);

    internal override bool UpperIsEven(long place) => (place + 1) % 2 == 0;

    internal override uint Code(long place, double value, RoundingMode mode) => (uint)(place < 0 ? place + (1L << format.Bits) : place);

    internal override uint? Special(double value) =>
        double.IsNaN(value) ? 0
        : double.IsInfinity(value) ? Code(value < 0 ? First : Last, value, RoundingMode.NearestEven)
        : null;
}
