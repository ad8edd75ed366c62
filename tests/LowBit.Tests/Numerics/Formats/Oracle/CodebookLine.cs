using LowBit.Numerics;

namespace LowBit.Oracles;

/// <summary>The numbers of a codebook, sorted. Places count from the number nearest to zero, the positive one of two.</summary>
sealed class CodebookLine : NumberLine
{
    readonly (float Number, uint Code)[] _sorted;
    readonly double[] _midpoints;
    readonly uint _notANumber;
    readonly int _zero;

    internal CodebookLine(CodebookFormat format, double[]? midpoints = null)
    {
        var all = format.Values.ToArray().Select((number, code) => (number, (uint)code)).ToArray();
        _sorted = [.. all.Where(entry => !float.IsNaN(entry.number)).OrderBy(entry => entry.number)];
        float smallest = _sorted.Min(entry => Math.Abs(entry.Number));
        _zero = Array.FindLastIndex(_sorted, entry => Math.Abs(entry.Number) == smallest);
        _notANumber = all.FirstOrDefault(entry => float.IsNaN(entry.number), (0, _sorted[_zero].Code)).Item2;
        _midpoints = midpoints ?? [.. _sorted.Zip(_sorted.Skip(1), (a, b) => ((double)a.Number + b.Number) / 2)];
    }

    internal override long First => -_zero;

    internal override long Last => _sorted.Length - 1 - _zero;

    internal override Dyadic At(long place) => Dyadic.Of(_sorted[place + _zero].Number);

    internal override Dyadic Midpoint(long place) => Dyadic.Of(_midpoints[place + _zero]);

    internal override bool UpperIsEven(long place) => (place + 1) % 2 == 0;

    internal override uint Code(long place, double value, RoundingMode mode) => _sorted[place + _zero].Code;

    internal override uint? Special(double value) =>
        double.IsNaN(value) ? _notANumber : double.IsInfinity(value) ? Code(value < 0 ? First : Last, value, default) : null;

    internal override bool MeasuresFromZero => false;

    // The probability is documented as computed in double.
    internal override ulong Chances(long place, double value)
    {
        double lower = _sorted[place + _zero].Number, upper = _sorted[place + 1 + _zero].Number;
        return (ulong)((value - lower) / (upper - lower) * (1L << RandomBits));
    }
}
