using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Boosting;

/// <summary>
/// As <see cref="Avx512Fields"/>, two fields a vector. The two halves of a number become doubles, which are put together: their
/// product and the sum of 15 digits are exact, that of 16 digits is rounded once.
/// </summary>
readonly unsafe struct Avx2Fields : FieldKernel.IGroup
{
    const int LaneBytes = 16, Half = 4;

    public static int Size => 2 * Half;

    static ReadOnlySpan<double> PowersOfTen => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Parse(ReadOnlySpan<byte> buffer, int* ends, double* values)
    {
        ref byte first = ref MemoryMarshal.GetReference(buffer);
        return ParseFour(ref first, ends, values) | ParseFour(ref first, ends + Half, values + Half) << Half;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint ParseFour(ref byte first, int* ends, double* values)
    {
        var even = Characters.Load(ref first, ends);
        var odd = Characters.Load(ref first, ends + 1);
        var marks = new FieldMarks(
            even.Fields | (ulong)odd.Fields << 32, even.Digits | (ulong)odd.Digits << 32,
            even.Points | (ulong)odd.Points << 32, even.Minuses | (ulong)odd.Minuses << 32);
        // a lane: eights of an even field, then of an odd one
        var eights = Avx2.MultiplyAddAdjacent(
            Avx2.PackUnsignedSaturate(even.Fours((uint)marks.UpToPoint), odd.Fours((uint)(marks.UpToPoint >> 32))).AsInt16(),
            Vector256.Create(0x0001_2710).AsInt16());
        eights = Avx2.PermuteVar8x32(eights, Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7));
        var integers = Avx.ConvertToVector256Double(eights.GetLower()) * Vector256.Create(1e8)
            + Avx.ConvertToVector256Double(eights.GetUpper());
        var signs = Avx2.Permute4x64(
            Avx2.ConvertToVector256Int64(Vector128.CreateScalar(marks.PointAndSign).AsInt16()), 0b11_01_10_00) & Vector256.Create(long.MinValue);
        ((integers / Powers(marks.PointAndSign)).AsInt64() | signs).AsDouble().Store(values);
        return marks.Odd == 0 ? 0 : marks.OddFields([0, 2, 1, 3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Powers(ulong points) =>
        Vector256.Create(Power(points), Power(points >> 32), Power(points >> 16), Power(points >> 48));

    /// <summary>Of as many digits as stand behind the point, none without one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Power(ulong point) => Unsafe.Add(
        ref MemoryMarshal.GetReference(PowersOfTen), BitOperations.LeadingZeroCount((uint)point & 0x7FFF) % LaneBytes);

    /// <summary>The last 16 characters of two fields.</summary>
    readonly ref struct Characters
    {
        readonly Vector256<byte> _digits;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Characters(Vector256<byte> text, Vector256<byte> starts)
        {
            var positions = Vector256.Create(
                (byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
            var isField = Vector256.Equals(Vector256.Max(positions, starts), positions);
            var digits = text - Vector256.Create((byte)'0');
            var isDigit = Vector256.Equals(Vector256.Min(digits, Vector256.Create((byte)9)), digits) & isField;
            Fields = isField.ExtractMostSignificantBits();
            Digits = isDigit.ExtractMostSignificantBits();
            Points = (Vector256.Equals(text, Vector256.Create((byte)'.')) & isField).ExtractMostSignificantBits();
            Minuses = (Vector256.Equals(text, Vector256.Create((byte)'-')) & isField).ExtractMostSignificantBits();
            _digits = digits & isDigit;
        }

        public uint Fields { get; }

        public uint Digits { get; }

        public uint Points { get; }

        public uint Minuses { get; }

        /// <summary>Fields 0 and 2 from some on.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Characters Load(ref byte first, int* ends) => new(
            Vector256.Create(Last(ref first, ends[1]), Last(ref first, ends[3])),
            Vector256.Create(Vector128.Create(Start(ends)), Vector128.Create(Start(ends + 2))));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<byte> Last(ref byte first, int end) => Vector128.LoadUnsafe(ref first, (nuint)(end - LaneBytes));

        /// <summary>The fours of their digits, four a field.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<int> Fours(uint upToPoint)
        {
            var bits = Vector256.Create(0x8040_2010_0804_0201).AsByte();
            var bytesOfLane = Vector256.Create(0, 0, 0x0101_0101, 0x0101_0101, 0x0202_0202, 0x0202_0202, 0x0303_0303, 0x0303_0303).AsByte();
            var isUpToPoint = Vector256.Equals(Avx2.Shuffle(Vector256.Create(upToPoint).AsByte(), bytesOfLane) & bits, bits);
            var digits = Vector256.ConditionalSelect(isUpToPoint, Avx2.ShiftLeftLogical128BitLane(_digits, 1), _digits);
            var pairs = Avx2.MultiplyAddAdjacent(digits, Vector256.Create((short)0x010A).AsSByte());
            return Avx2.MultiplyAddAdjacent(pairs, Vector256.Create(0x0001_0064).AsInt16());
        }

        /// <summary>First character in the lane; more than 15 where there is none, or more than fit.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static byte Start(int* ends) => (byte)Math.Min((uint)(ends[0] - ends[1] + LaneBytes + 1), byte.MaxValue);
    }
}
