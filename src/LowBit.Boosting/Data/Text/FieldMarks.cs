using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>
/// What the last 16 characters of four fields are: 16 bits a field, the highest for its last character. All fields at once,
/// by arithmetic that never carries from one field into the next.
/// </summary>
readonly ref struct FieldMarks
{
    const ulong Lowest = 0x0001_0001_0001_0001, Highest = Lowest << 15, AllButLowest = ~Lowest;

    /// <param name="fields">Characters of the field; none where it has more than 16.</param>
    /// <param name="digits">Digits among them.</param>
    /// <param name="points">Points among them.</param>
    /// <param name="minuses">Minus signs among them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldMarks(ulong fields, ulong digits, ulong points, ulong minuses)
    {
        ulong first = fields & ~(fields << 1 & AllButLowest);
        ulong signs = minuses & first;
        // a field without a point: 0111 1111 1111 1111; with one: 1000 … 0 and ones below the lowest point
        ulong belowPoint = (points | Highest) - Lowest;
        ulong hasPoint = belowPoint & Highest;
        Odd = fields & ~(digits | points | signs)
            | points & (belowPoint & ~Highest | first | signs << 1) // a second point, or no digit before it
            | Highest & ~digits; // empty, or no digit at its end
        UpToPoint = (belowPoint ^ Highest) & (hasPoint - (hasPoint >> 15)) | points;
        PointAndSign = points | signs + (Highest - Lowest) & Highest;
    }

    /// <summary>Nonzero where the field is no plain number.</summary>
    public ulong Odd { get; }

    /// <summary>The point and what stands before it.</summary>
    public ulong UpToPoint { get; }

    /// <summary>The point, and the highest bit for a minus sign.</summary>
    public ulong PointAndSign { get; }

    /// <summary>A bit for each field that is no plain number.</summary>
    /// <param name="numbers">[4] which bit.</param>
    public uint OddFields(ReadOnlySpan<byte> numbers)
    {
        uint fields = 0;
        for (int field = 0; field < numbers.Length; field++)
        {
            fields |= (ushort)(Odd >> 16 * field) != 0 ? 1u << numbers[field] : 0;
        }
        return fields;
    }
}
