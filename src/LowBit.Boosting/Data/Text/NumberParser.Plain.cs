using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

static partial class NumberParser
{
    /// <summary>Bytes that <see cref="TryParsePlain"/> may look at on either side of a field.</summary>
    internal const int Padding = 3 * WordDigits;

    const int WordDigits = 8;
    const ulong WordPower = 100_000_000;
    const int MaxWhole = 2 * WordDigits;
    const int MaxFraction = MaxDigits - 1;

    /// <summary>
    /// The common case without a branch for each character: [-]digits[.digits] with 1 to 16 digits, or 1 to 7 before
    /// the point and 1 to 18 after it, 19 at most. False for every other field, number or not.
    /// </summary>
    /// <remarks>
    /// The digits before the point are the first bytes of the word at the start of the field, those after it the last
    /// bytes of the words at its end; a shift fills the rest of each word with zeros.
    /// </remarks>
    /// <param name="buffer">Holds the field and at least <see cref="Padding"/> bytes before and after it.</param>
    /// <param name="start">First byte of the field.</param>
    /// <param name="end">First byte after it.</param>
    /// <param name="value">out: the nearest double.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool TryParsePlain(ReadOnlySpan<byte> buffer, int start, int end, out double value)
    {
        value = 0;
        int negative = buffer[start] == '-' ? 1 : 0;
        start += negative;
        int length = end - start;
        ulong head = Word(buffer, start);
        int whole = Math.Min(FirstPoint(head), length);
        int fraction = length - whole - 1;
        if (whole == WordDigits && fraction >= 0)
        {
            (whole, fraction) = (length, -1); // no point so near: an integer, or not plain
        }
        if (whole is <= 0 or > MaxWhole || fraction is 0 or > MaxFraction || whole + fraction > MaxDigits)
        {
            return false;
        }
        bool valid = true;
        ulong digits = whole <= WordDigits
            ? Digits(EightDigits.Values(head) << (64 - 8 * whole), ref valid)
            : LastDigits(buffer, end, whole, ref valid);
        if (fraction > 0)
        {
            digits = digits * IntegerPowersOfTen[fraction] + LastDigits(buffer, end, fraction, ref valid);
        }
        if (!valid)
        {
            return false;
        }
        int power = Math.Max(fraction, 0);
        double magnitude = digits <= ExactInteger
            ? (long)digits / PowersOfTen[power]
            : Round(digits, -power, buffer[start..end]);
        value = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(magnitude) | ((ulong)negative << 63));
        return true;
    }

    // The number in the 1 to 18 bytes before end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong LastDigits(ReadOnlySpan<byte> buffer, int end, int count, ref bool valid)
    {
        ulong last = EightDigits.Values(Word(buffer, end - WordDigits));
        if (count <= WordDigits)
        {
            return Digits(KeepLast(last, count), ref valid);
        }
        ulong middle = EightDigits.Values(Word(buffer, end - 2 * WordDigits));
        if (count <= 2 * WordDigits)
        {
            return Digits(KeepLast(middle, count - WordDigits), ref valid) * WordPower + Digits(last, ref valid);
        }
        ulong first = EightDigits.Values(Word(buffer, end - 3 * WordDigits));
        ulong upper = Digits(KeepLast(first, count - 2 * WordDigits), ref valid);
        return (upper * WordPower + Digits(middle, ref valid)) * WordPower + Digits(last, ref valid);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Digits(ulong values, ref bool valid)
    {
        valid &= EightDigits.AreDigits(values);
        return EightDigits.Number(values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong KeepLast(ulong values, int count)
    {
        int shift = 64 - 8 * count;
        return values >> shift << shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Word(ReadOnlySpan<byte> buffer, int start) => BinaryPrimitives.ReadUInt64LittleEndian(buffer[start..]);

    // The lowest byte that is zero after the exclusive or, 8 if none is; a borrow can only mark bytes above it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int FirstPoint(ulong word)
    {
        ulong points = word ^ 0x2E2E_2E2E_2E2E_2E2E;
        ulong marks = (points - 0x0101_0101_0101_0101) & ~points & 0x8080_8080_8080_8080;
        return BitOperations.TrailingZeroCount(marks) >> 3;
    }

    static ReadOnlySpan<ulong> IntegerPowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];
}
