using System.Buffers.Binary;
using System.Numerics;

namespace LowBit.Boosting;

static partial class NumberParser
{
    /// <summary>Bytes that <see cref="TryParsePlain"/> may look at on either side of a field.</summary>
    internal const int Padding = 16;

    const int WordDigits = 8;
    const int MaxFraction = 2 * WordDigits;

    /// <summary>
    /// The common case without a branch for each character: [-]digits[.digits] with 1 to 8 digits, or 1 to 7 before the
    /// point and 1 to 16 after it, 19 at most. False for every other field, number or not.
    /// </summary>
    /// <remarks>
    /// The digits before the point are the first bytes of the word at the start of the field, those after it the last bytes
    /// of the words at its end; a shift fills the rest of each word with zeros.
    /// </remarks>
    /// <param name="buffer">Holds the field and at least <see cref="Padding"/> bytes before and after it.</param>
    /// <param name="start">First byte of the field.</param>
    /// <param name="end">First byte after it.</param>
    /// <param name="value">out: the nearest double.</param>
    internal static bool TryParsePlain(ReadOnlySpan<byte> buffer, int start, int end, out double value)
    {
        value = 0;
        int negative = buffer[start] == '-' ? 1 : 0;
        int length = end - start - negative;
        ulong head = Word(buffer, start + negative);
        int whole = Math.Min(FirstPoint(head), length);
        int fraction = length - whole - 1;
        if (whole <= 0 || fraction is 0 or > MaxFraction || whole + fraction > MaxDigits || (whole == WordDigits && fraction > 0))
        {
            return false;
        }
        ulong values = EightDigits.Values(head) << (64 - 8 * whole);
        ulong digits = EightDigits.Number(values);
        bool valid = EightDigits.AreDigits(values);
        if (fraction > 0)
        {
            digits = digits * IntegerPowersOfTen[fraction] + Fraction(buffer, end, fraction, ref valid);
        }
        if (!valid)
        {
            return false;
        }
        double magnitude = digits <= ExactInteger
            ? (long)digits / PowersOfTen[Math.Max(fraction, 0)]
            : Round(digits, -fraction, buffer[(start + negative)..end]);
        value = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(magnitude) | ((ulong)negative << 63));
        return true;
    }

    static ulong Fraction(ReadOnlySpan<byte> buffer, int end, int count, ref bool valid)
    {
        ulong last = EightDigits.Values(Word(buffer, end - WordDigits));
        if (count <= WordDigits)
        {
            last = KeepLast(last, count);
            valid &= EightDigits.AreDigits(last);
            return EightDigits.Number(last);
        }
        ulong first = KeepLast(EightDigits.Values(Word(buffer, end - MaxFraction)), count - WordDigits);
        valid &= EightDigits.AreDigits(last) & EightDigits.AreDigits(first);
        return EightDigits.Number(first) * 100_000_000UL + EightDigits.Number(last);
    }

    static ulong KeepLast(ulong values, int count)
    {
        int shift = 64 - 8 * count;
        return values >> shift << shift;
    }

    static ulong Word(ReadOnlySpan<byte> buffer, int start) => BinaryPrimitives.ReadUInt64LittleEndian(buffer[start..]);

    // The lowest byte that is zero after the exclusive or, 8 if none is; a borrow can only mark bytes above it.
    static int FirstPoint(ulong word)
    {
        ulong points = word ^ 0x2E2E_2E2E_2E2E_2E2E;
        ulong marks = (points - 0x0101_0101_0101_0101) & ~points & 0x8080_8080_8080_8080;
        return BitOperations.TrailingZeroCount(marks) >> 3;
    }

    static readonly ulong[] IntegerPowersOfTen =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000,
    ];
}
