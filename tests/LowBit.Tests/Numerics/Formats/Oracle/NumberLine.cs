using LowBit.Numerics;

namespace LowBit.Oracles;

/// <summary>
/// The numbers of a format in ascending order, told from its parameters by the formulas of its documentation: nothing here
/// calls Encode, Decode or Round.
/// </summary>
abstract class NumberLine
{
    /// <summary>Random bits of stochastic rounding.</summary>
    internal const int RandomBits = 31;

    internal static NumberLine Of(NumberFormat format) => format switch
    {
        FloatFormat floating => new FloatLine(floating),
        IntegerFormat integer => new IntegerLine(integer),
        CodebookFormat codebook => new CodebookLine(codebook),
        _ => throw new ArgumentException($"There is no oracle of {format}."),
    };

    internal abstract long First { get; }

    internal abstract long Last { get; }

    /// <summary>The number of a place.</summary>
    internal abstract Dyadic At(long place);

    /// <summary>Whether the even one of place and place + 1 is the upper one.</summary>
    internal abstract bool UpperIsEven(long place);

    /// <summary>The code of a value that was rounded to a place.</summary>
    internal abstract uint Code(long place, double value, RoundingMode mode);

    /// <summary>The code of a value that is not rounded at all, or null.</summary>
    internal abstract uint? Special(double value);

    /// <summary>What separates the values nearest to place from those nearest to place + 1.</summary>
    internal virtual Dyadic Midpoint(long place) => (At(place) + At(place + 1)).Half;

    /// <summary>Whether stochastic rounding measures from the neighbour nearer to zero, not from the lower one.</summary>
    internal virtual bool MeasuresFromZero => true;

    /// <summary>Of 2³¹ random numbers, how many take a value above place to its other neighbour.</summary>
    internal virtual ulong Chances(long place, double value)
    {
        var (lower, upper, x) = (At(place), At(place + 1), Dyadic.Of(value));
        var part = UpperIsFarther(place) ? x - lower : upper - x;
        return (ulong)Dyadic.FloorOfRatio(part, upper - lower, RandomBits);
    }

    /// <summary>Whether place + 1 is farther from zero than place; of −a and a it is the nearer one.</summary>
    internal bool UpperIsFarther(long place) => At(place + 1).Magnitude.CompareTo(At(place).Magnitude) > 0;
}
