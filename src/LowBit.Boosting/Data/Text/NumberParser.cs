using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace LowBit.Boosting;

/// <summary>
/// Decimal text in UTF-8 to the nearest double, ties to even: the bits of <see cref="double.Parse(string)"/>, always.
/// Up to 2⁵³ and 10²² one exact division or product does ([Clinger90]); the rest goes through <see cref="EiselLemire"/>
/// and what that leaves undecided through <see cref="double.Parse(string)"/>. Allocates nothing.
/// </summary>
static partial class NumberParser
{
    // 19 digits always fit 64 bits.
    const int MaxDigits = 19;
    const int ExactPower = 22;
    const ulong ExactInteger = 1UL << 53;
    const int FarExponent = 1000; // 0 or ∞ for any 19 digits

    static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>
    /// Reads all of a text: an optional sign, digits with at most one point, an optional exponent; or inf, infinity and
    /// nan in any case. Too large gives ±∞, too small ±0; nan of either sign is <see cref="double.NaN"/>.
    /// </summary>
    /// <param name="text">A number without blanks around it.</param>
    /// <param name="value">out: the nearest double; 0 where the text is not a number.</param>
    internal static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        bool negative = text.Length > 0 && text[0] == '-';
        var unsigned = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (Scan(unsigned, out var number))
        {
            value = Round(number, unsigned);
        }
        else if (!TryWord(unsigned, out value))
        {
            return false;
        }
        value = negative && !double.IsNaN(value) ? -value : value;
        return true;
    }

    static bool TryWord(ReadOnlySpan<byte> word, out double value)
    {
        value = 0;
        if (Ascii.EqualsIgnoreCase(word, "nan"u8))
        {
            value = double.NaN;
        }
        else if (Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8))
        {
            value = double.PositiveInfinity;
        }
        return value != 0;
    }

    static double Round(Scanned number, ReadOnlySpan<byte> text)
    {
        int exponent = (int)Math.Clamp(number.Exponent, -FarExponent, FarExponent);
        if (!number.IsCut)
        {
            return Round(number.Digits, exponent, text);
        }
        // The value lies between the kept digits and the kept digits plus one: where both round alike, so does it.
        return EiselLemire.TryRound(number.Digits, exponent, out double below)
            && EiselLemire.TryRound(number.Digits + 1, exponent, out double above)
            && below == above ? below : ParseSlowly(text);
    }

    static double Round(ulong digits, int exponent, ReadOnlySpan<byte> text)
    {
        if (digits <= ExactInteger && exponent is >= -ExactPower and <= ExactPower)
        {
            return exponent < 0 ? (long)digits / PowersOfTen[-exponent] : (long)digits * PowersOfTen[exponent];
        }
        return EiselLemire.TryRound(digits, exponent, out double value) ? value : ParseSlowly(text);
    }

    static double ParseSlowly(ReadOnlySpan<byte> text) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The number Digits · 10^Exponent; cut if nonzero digits after the first 19 were left out.</summary>
    struct Scanned
    {
        internal ulong Digits;
        internal long Exponent;
        internal bool IsCut;
        internal int DigitCount;

        /// <summary>Takes in the digits from <paramref name="start"/> on and returns the index after them.</summary>
        /// <param name="text">The number.</param>
        /// <param name="start">Index of the first digit.</param>
        /// <param name="taken">What a digit that is kept adds to the exponent.</param>
        /// <param name="dropped">What a digit that is left out adds to the exponent.</param>
        internal int Append(ReadOnlySpan<byte> text, int start, int taken, int dropped)
        {
            int i = start;
            for (; text.Length - i >= 8 && DigitCount <= MaxDigits - 8; i += 8)
            {
                ulong values = EightDigits.Values(BinaryPrimitives.ReadUInt64LittleEndian(text[i..]));
                if (!EightDigits.AreDigits(values))
                {
                    break;
                }
                Digits = Digits * 100_000_000 + EightDigits.Number(values);
                DigitCount += Digits == 0 ? 0 : 8;
                Exponent += 8 * taken;
            }
            for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
            {
                AppendDigit((uint)(text[i] - '0'), taken, dropped);
            }
            return i;
        }

        void AppendDigit(uint digit, int taken, int dropped)
        {
            if (DigitCount < MaxDigits)
            {
                Digits = Digits * 10 + digit;
                DigitCount += Digits == 0 ? 0 : 1;
                Exponent += taken;
                return;
            }
            IsCut |= digit != 0;
            Exponent += dropped;
        }
    }

    static bool Scan(ReadOnlySpan<byte> text, out Scanned number)
    {
        number = default;
        int i = number.Append(text, 0, taken: 0, dropped: 1);
        int digitCount = i;
        if (i < text.Length && text[i] == '.')
        {
            int fraction = i + 1;
            i = number.Append(text, fraction, taken: -1, dropped: 0);
            digitCount += i - fraction;
        }
        return digitCount > 0 && ScanExponent(text[i..], ref number.Exponent);
    }

    static bool ScanExponent(ReadOnlySpan<byte> text, ref long exponent)
    {
        const long limit = 1L << 40; // no text has as many digits, so none makes up for it
        if (text.IsEmpty)
        {
            return true;
        }
        int i = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        if ((text[0] | 0x20) != 'e' || i == text.Length)
        {
            return false;
        }
        long written = 0;
        int sign = text[1] == '-' ? -1 : 1;
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
        {
            written = Math.Min(written * 10 + (text[i] - '0'), limit);
        }
        exponent += sign * written;
        return i == text.Length;
    }
}
