using LowBit.Numerics;

namespace LowBit.Oracles;

/// <summary>Rounds by the definition of <see cref="RoundingMode"/>, in whole numbers of any length: slow and obvious.</summary>
sealed class ExactOracle(NumberFormat format)
{
    readonly NumberLine _line = NumberLine.Of(format);

    internal uint Encode(double value, RoundingMode mode, uint random)
    {
        if (_line.Special(value) is { } special)
        {
            return special;
        }
        long place = LowerPlace(Dyadic.Of(value));
        return _line.Code(place < _line.First ? _line.First : place + (GoesUp(place, value, mode, random) ? 1 : 0), value, mode);
    }

    /// <summary>
    /// Of 2³¹ random numbers, how many leave the neighbour that is measured from; 0 for what is not between two.
    /// </summary>
    internal ulong Chances(double value)
    {
        if (!double.IsFinite(value))
        {
            return 0;
        }
        var x = Dyadic.Of(value);
        long place = LowerPlace(x);
        return place < _line.First || place == _line.Last || _line.At(place).CompareTo(x) == 0 ? 0 : _line.Chances(place, value);
    }

    // Of the largest number that is not above x; one before the first where x is below all.
    long LowerPlace(Dyadic x)
    {
        long low = _line.First - 1, high = _line.Last + 1;
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = _line.At(middle).CompareTo(x) <= 0 ? (middle, high) : (low, middle);
        }
        return low;
    }

    bool GoesUp(long place, double value, RoundingMode mode, uint random)
    {
        var x = Dyadic.Of(value);
        if (place == _line.Last || _line.At(place).CompareTo(x) == 0)
        {
            return false;
        }
        bool measuresFromUpper = _line.MeasuresFromZero && !_line.UpperIsFarther(place);
        ulong chances = mode == RoundingMode.Stochastic ? _line.Chances(place, value) : 0;
        return Choice.IsUpper(
            mode, x.CompareTo(_line.Midpoint(place)), _line.UpperIsEven(place), _line.UpperIsFarther(place),
            measuresFromUpper, chances, random);
    }
}
