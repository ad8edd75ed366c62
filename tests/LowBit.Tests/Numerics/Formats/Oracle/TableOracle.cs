using LowBit.Numerics;

namespace LowBit.Oracles;

/// <summary>
/// <see cref="ExactOracle"/> in doubles and from tables, for formats of at most 2²⁰ numbers: exact too, as all numbers are
/// binary32 numbers at most a binade apart (or next to zero). Remembers where it was: not for use from many threads.
/// </summary>
sealed class TableOracle
{
    readonly NumberLine _line;
    readonly double[] _numbers, _midpoints;
    readonly bool[] _upperIsEven, _upperIsFarther;
    readonly double _smallest;
    int _place;

    internal TableOracle(NumberFormat format)
        : this(NumberLine.Of(format))
    {
    }

    internal TableOracle(NumberLine line)
    {
        _line = line;
        int count = checked((int)(_line.Last - _line.First + 1));
        var places = Enumerable.Range(0, count).Select(place => place + _line.First).ToArray();
        _numbers = [.. places.Select(place => _line.At(place).ToDouble())];
        _midpoints = [.. places.SkipLast(1).Select(place => _line.Midpoint(place).ToDouble())];
        _upperIsEven = [.. places.SkipLast(1).Select(_line.UpperIsEven)];
        _upperIsFarther = [.. places.SkipLast(1).Select(_line.UpperIsFarther)];
        _smallest = _numbers.Min(Math.Abs);
    }

    /// <summary>The numbers, ascending; those of a floating-point format end with the step beyond the largest one.</summary>
    internal ReadOnlySpan<double> Numbers => _numbers;

    /// <summary>The midpoints between them.</summary>
    internal ReadOnlySpan<double> Midpoints => _midpoints;

    internal uint Encode(double value, RoundingMode mode, uint random)
    {
        // Next to zero the line may have rules of its own.
        bool mayBeSpecial = !double.IsFinite(value) || value < _numbers[0] || Math.Abs(value) < _smallest;
        if (mayBeSpecial && _line.Special(value) is { } special)
        {
            return special;
        }
        Seek(value);
        int place = _place < 0 ? 0 : _place + (GoesUp(value, mode, random) ? 1 : 0);
        return _line.Code(place + _line.First, value, mode);
    }

    /// <summary>
    /// Of 2³¹ random numbers, how many leave the neighbour that is measured from; 0 for what is not between two.
    /// </summary>
    internal ulong Chances(double value)
    {
        if (!double.IsFinite(value) || value <= _numbers[0] || value >= _numbers[^1])
        {
            return 0;
        }
        Seek(value);
        return value == _numbers[_place] ? 0 : ChancesInside(value);
    }

    bool GoesUp(double value, RoundingMode mode, uint random)
    {
        if (_place == _numbers.Length - 1 || _numbers[_place] == value)
        {
            return false;
        }
        ulong chances = mode == RoundingMode.Stochastic ? ChancesInside(value) : 0;
        return Choice.IsUpper(
            mode, value.CompareTo(_midpoints[_place]), _upperIsEven[_place], _upperIsFarther[_place],
            MeasuresFromUpper, chances, random);
    }

    bool MeasuresFromUpper => _line.MeasuresFromZero && !_upperIsFarther[_place];

    ulong ChancesInside(double value)
    {
        double lower = _numbers[_place], upper = _numbers[_place + 1];
        double part = MeasuresFromUpper ? upper - value : value - lower;
        return (ulong)(part / (upper - lower) * (1L << NumberLine.RandomBits));
    }

    // The place of the largest number that is not above the value, −1 where there is none; near the last one most of the time.
    void Seek(double value)
    {
        if (_place >= 0 && _numbers[_place] <= value)
        {
            for (int near = 0; near < 4; near++)
            {
                if (_place == _numbers.Length - 1 || value < _numbers[_place + 1])
                {
                    return;
                }
                _place++;
            }
        }
        else if (_place > 0 && _numbers[_place - 1] <= value)
        {
            _place--;
            return;
        }
        int found = _numbers.AsSpan().BinarySearch(value);
        _place = found >= 0 ? found : ~found - 1;
    }
}
