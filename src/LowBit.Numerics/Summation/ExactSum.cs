using System.Numerics;

namespace LowBit.Numerics;

/// <summary>
/// The exact sum of doubles, rounded once: it does not depend on order, on how values are spread over threads or ranks,
/// or on cancellation. A fixed-point number wide enough for every double, in digits of 32 bits; each stands in 64 bits,
/// so that carries wait: the small superaccumulator of [Neal15]. Not thread-safe: one per thread, then
/// <see cref="Merge"/>. Allocates when made, never afterwards.
/// </summary>
public sealed class ExactSum
{
    const int DigitBits = 32;
    const int MantissaBits = 52; // stored
    const int MaxExponent = 0x7FF; // biased; infinities and NaN
    const int LowestExponent = -1074; // of digit 0's lowest bit
    const int DigitCount = 68; // 2098 bits of a double's range, 63 bits for sums of as many values, a sign
    const int PlusInfinities = DigitCount, MinusInfinities = DigitCount + 1, NaNs = DigitCount + 2;
    const int LimbCount = DigitCount + 3;

    // An addition changes a digit by less than 2³², and limbs summed over 2²⁰ ranks are below 2⁵²:
    // 2⁵² + 2³⁰ · 2³² < 2⁶³.
    const int MaxPending = 1 << 30;

    readonly long[] _limbs = new long[LimbCount];
    int _pending;

    /// <summary>
    /// The whole state, normalized: 68 digits, lowest first, all but the last in 0 … 2³² − 1, and the counts of +∞, −∞
    /// and NaN. The elementwise sum of the limbs of up to 2²⁰ sums is the state of their sum.
    /// </summary>
    public Span<long> Limbs
    {
        get
        {
            Normalize();
            return _limbs;
        }
    }

    /// <summary>
    /// The sum, rounded to nearest, ties to even; ±∞ beyond the largest double. A sum of nothing, of zeros of any sign, or
    /// of values that cancel is +0. NaN if a value was NaN or both infinities were added, else the infinity that was.
    /// </summary>
    public double Value => (_limbs[PlusInfinities] != 0, _limbs[MinusInfinities] != 0, _limbs[NaNs] != 0) switch
    {
        (_, _, true) or (true, true, _) => double.NaN,
        (true, _, _) => double.PositiveInfinity,
        (_, true, _) => double.NegativeInfinity,
        _ => Round(),
    };

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        if (_pending == MaxPending)
        {
            Normalize();
        }
        _pending++;
        Accumulate(_limbs, value);
    }

    /// <summary>Adds values.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        while (values.Length > 0)
        {
            if (_pending == MaxPending)
            {
                Normalize();
            }
            int count = Math.Min(values.Length, MaxPending - _pending);
            _pending += count;
            foreach (double value in values[..count])
            {
                Accumulate(_limbs, value);
            }
            values = values[count..];
        }
    }

    /// <summary>Adds all that another sum holds.</summary>
    public void Merge(ExactSum other)
    {
        Normalize();
        var limbs = other.Limbs;
        for (int i = 0; i < LimbCount; i++)
        {
            _limbs[i] += limbs[i];
        }
        _pending = 1;
    }

    /// <summary>Back to the sum of nothing.</summary>
    public void Clear()
    {
        Array.Clear(_limbs);
        _pending = 0;
    }

    static void Accumulate(long[] limbs, double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int exponent = (int)(bits >> MantissaBits) & MaxExponent;
        if (exponent == MaxExponent)
        {
            limbs[double.IsNaN(value) ? NaNs : value > 0 ? PlusInfinities : MinusInfinities]++;
            return;
        }
        ulong mantissa = bits & ((1ul << MantissaBits) - 1);
        if (exponent == 0)
        {
            exponent = 1; // subnormal, or zero
        }
        else
        {
            mantissa |= 1ul << MantissaBits;
        }
        // value = ± mantissa · 2^(exponent − 1 + LowestExponent); shifted, the mantissa covers three digits at most.
        int shift = (exponent - 1) & (DigitBits - 1);
        ulong low = mantissa << shift, high = mantissa >> 1 >> (63 - shift);
        long sign = (long)bits >> 63;
        var digits = limbs.AsSpan((exponent - 1) / DigitBits, 3);
        digits[0] += ((long)(uint)low ^ sign) - sign;
        digits[1] += ((long)(low >> DigitBits) ^ sign) - sign;
        digits[2] += ((long)high ^ sign) - sign;
    }

    void Normalize()
    {
        Carry(_limbs);
        _pending = 0;
    }

    static void Carry(Span<long> limbs)
    {
        for (int i = 0; i < DigitCount - 1; i++)
        {
            limbs[i + 1] += limbs[i] >> DigitBits;
            limbs[i] &= uint.MaxValue;
        }
    }

    double Round()
    {
        Span<long> digits = stackalloc long[DigitCount];
        _limbs.AsSpan(0, DigitCount).CopyTo(digits);
        Carry(digits);
        bool negative = digits[^1] < 0;
        if (negative)
        {
            foreach (ref long digit in digits)
            {
                digit = -digit;
            }
            Carry(digits);
        }
        double magnitude = RoundMagnitude(digits);
        return negative ? -magnitude : magnitude;
    }

    static double RoundMagnitude(ReadOnlySpan<long> digits)
    {
        int top = digits.LastIndexOfAnyExcept(0);
        if (top < 2)
        {
            return top < 0 ? 0 : ToDouble(((ulong)(top == 1 ? digits[1] : 0) << DigitBits) | (ulong)digits[0], 0);
        }
        // The upper 64 bits, the lowest of them set if anything below is not 0: then one rounding decides.
        int shift = BitOperations.LeadingZeroCount((uint)digits[top]);
        ulong upper = ((ulong)digits[top] << DigitBits) | (ulong)digits[top - 1];
        ulong next = (ulong)digits[top - 2] << DigitBits;
        ulong window = (upper << shift) | (next >> 1 >> (63 - shift));
        bool sticky = next << shift != 0 || digits[..(top - 2)].ContainsAnyExcept(0);
        return ToDouble(window | (sticky ? 1ul : 0), (top - 1) * DigitBits - shift);
    }

    /// <summary>bits · 2^(position + LowestExponent), rounded once.</summary>
    static double ToDouble(ulong bits, int position)
    {
        int dropped = 64 - BitOperations.LeadingZeroCount(bits) - (MantissaBits + 1);
        if (dropped <= 0)
        {
            return Math.ScaleB(bits, position + LowestExponent); // only where position is 0: exact
        }
        ulong kept = bits >> dropped, rest = bits & ((1ul << dropped) - 1), half = 1ul << (dropped - 1);
        kept += rest > half || (rest == half && (kept & 1) != 0) ? 1ul : 0;
        return Math.ScaleB(kept, position + dropped + LowestExponent);
    }
}
