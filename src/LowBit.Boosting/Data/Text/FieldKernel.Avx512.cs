using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Boosting;

/// <summary>
/// Fields of up to 16 characters, four a vector: each one's last 16 bytes in a lane. What is no digit becomes 0, what stands
/// before the point moves over it, and 16 digits become one integer by pairs, fours and eights; then it is divided by a power
/// of ten. At most 15 digits and the point, or 16 digits: so the integer, or the quotient, is rounded once ([Clinger90]).
/// </summary>
readonly unsafe struct Avx512Fields : FieldKernel.IGroup
{
    const int LaneBytes = 16;

    public static int Size => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Parse(ReadOnlySpan<byte> buffer, int* ends, double* values)
    {
        ref byte first = ref MemoryMarshal.GetReference(buffer);
        // first character in the lane; more than 15 where there is none, or more than fit
        var starts = Vector256.Min(
            (Vector256.Load(ends) - Vector256.Load(ends + 1) + Vector256.Create(LaneBytes + 1)).AsUInt32(), Vector256.Create(255u))
            .ToVector512Unsafe().AsByte();
        var even = Four(Load(ref first, ends + 1), Avx512Vbmi.PermuteVar64x8(starts, FieldOfLane), out var evenMarks);
        var odd = Four(Load(ref first, ends + 2), Avx512Vbmi.PermuteVar64x8(starts, FieldOfLane + Vector512.Create((byte)sizeof(int))), out var oddMarks);
        // [even, odd] in each lane: eights in the low and in the high half of a number
        var eights = Avx512BW.MultiplyAddAdjacent(
            Avx512BW.PackUnsignedSaturate(even, odd).AsInt16(), Vector512.Create(0x0001_2710).AsInt16()).AsUInt64();
        var integers = Avx512F.Multiply(eights.AsUInt32(), Vector512.Create(100_000_000ul).AsUInt32()) + (eights >> 32);
        var marks = Avx512F.ConvertToVector512Int64(Sse2.UnpackLow(
            Vector128.CreateScalar(evenMarks.PointAndSign).AsInt16(), Vector128.CreateScalar(oddMarks.PointAndSign).AsInt16()));
        // the low 4 bits of the count are the digits behind the point, 0 without one
        var fractions = Avx512CD.LeadingZeroCount((marks & Vector512.Create(0x7FFFL)).AsUInt64()).AsInt64();
        var powers = Avx512F.PermuteVar8x64x2(
            Vector512.Create(1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7), fractions,
            Vector512.Create(1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15));
        var magnitudes = Avx512DQ.ConvertToVector512Double(integers) / powers;
        (magnitudes.AsInt64() | marks & Vector512.Create(long.MinValue)).AsDouble().Store(values);
        return (evenMarks.Odd | oddMarks.Odd) == 0 ? 0 : evenMarks.OddFields([0, 2, 4, 6]) | oddMarks.OddFields([1, 3, 5, 7]);
    }

    /// <summary>The fours of digits of four fields, four a field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<int> Four(Vector512<byte> text, Vector512<byte> starts, out FieldMarks marks)
    {
        var isField = Vector512.GreaterThanOrEqual(Positions, starts);
        var digits = text - Vector512.Create((byte)'0');
        var isDigit = Vector512.LessThan(digits, Vector512.Create((byte)10)) & isField;
        ulong fields = isField.ExtractMostSignificantBits();
        marks = new(
            fields, isDigit.ExtractMostSignificantBits(),
            Vector512.Equals(text, Vector512.Create((byte)'.')).ExtractMostSignificantBits() & fields,
            Vector512.Equals(text, Vector512.Create((byte)'-')).ExtractMostSignificantBits() & fields);
        digits &= isDigit;
        var bits = Vector512.Create(0x8040_2010_0804_0201).AsByte();
        var isUpToPoint = Vector512.Equals(
            Avx512BW.Shuffle(Vector512.Create(marks.UpToPoint).AsByte(), BytesOfLane) & bits, bits);
        digits = Vector512.ConditionalSelect(isUpToPoint, Avx512BW.ShiftLeftLogical128BitLane(digits, 1), digits);
        var pairs = Avx512BW.MultiplyAddAdjacent(digits, Vector512.Create((short)0x010A).AsSByte());
        return Avx512BW.MultiplyAddAdjacent(pairs, Vector512.Create(0x0001_0064).AsInt16());
    }

    /// <summary>Lanes of the last bytes of every other field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<byte> Load(ref byte first, int* ends) => Vector512.Create(
        Vector256.Create(Last(ref first, ends[0]), Last(ref first, ends[2])),
        Vector256.Create(Last(ref first, ends[4]), Last(ref first, ends[6])));

    /// <summary>The last bytes before an end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Last(ref byte first, int end) => Vector128.LoadUnsafe(ref first, (nuint)(end - LaneBytes));

    /// <summary>The lowest byte of every other int, 16 times.</summary>
    static Vector512<byte> FieldOfLane
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            (byte)0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8,
            16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
            24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24);
    }

    static Vector512<byte> Positions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            (byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    }

    /// <summary>Two bytes of a word for each lane, eight times.</summary>
    static Vector512<byte> BytesOfLane
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            (byte)0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1,
            2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3,
            4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5,
            6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7);
    }
}
