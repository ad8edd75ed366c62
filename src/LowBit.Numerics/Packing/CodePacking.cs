using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Codes of 1 … 8 bits stored side by side: 8 of 1 bit, 4 of 2 bits, 2 of 3 or 4 bits a byte, the first in the low bits;
/// 5 ternary codes a byte as digits of base 3, the first the lowest; else one a byte. The last byte is filled up with zeros.
/// </summary>
public static class CodePacking
{
    const int TernaryPerByte = 5;

    /// <summary>Codes that one byte holds.</summary>
    /// <param name="format">A format of at most 8 bits.</param>
    public static int CodesPerByte(NumberFormat format) => format.CodeBits switch
    {
        1 => 8,
        2 => IsTernary(format) ? TernaryPerByte : 4,
        3 or 4 => 2,
        <= 8 => 1,
        _ => throw new ArgumentException($"{format} has codes of {format.CodeBits} bits; a byte takes 8 at most.", nameof(format)),
    };

    /// <summary>Bytes that codes take.</summary>
    /// <param name="count">Codes, ≥ 0.</param>
    /// <param name="format">A format of at most 8 bits.</param>
    public static int PackedLength(int count, NumberFormat format)
    {
        int perByte = CodesPerByte(format);
        return (int)(((long)count + perByte - 1) / perByte);
    }

    /// <summary>The byte that a code begins in, the first of its byte; above 8 bits the first of two.</summary>
    internal static int Offset(int index, NumberFormat format) =>
        format.CodeBits <= 8 ? index / CodesPerByte(format) : 2 * index;

    /// <summary>Packs codes; the same bytes on every path. Allocates nothing.</summary>
    /// <param name="codes">One code a byte, each within the format's bits.</param>
    /// <param name="format">A format of at most 8 bits.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="packed">out: [<see cref="PackedLength"/>, or longer]; for one code a byte it may be the codes' memory.</param>
    public static void Pack(ReadOnlySpan<byte> codes, NumberFormat format, KernelPath path, Span<byte> packed)
    {
        int perByte = CodesPerByte(format);
        packed = packed[..PackedLength(codes.Length, format)];
        switch (perByte)
        {
            case 1:
                codes.CopyTo(packed);
                return;
            case TernaryPerByte:
                PackTernary(codes, packed);
                return;
        }
        int done = path == KernelPath.Scalar ? 0 : PackVectors(codes, perByte, packed);
        PackEach(codes[done..], perByte, packed[(done / perByte)..]);
    }

    /// <summary>Unpacks codes; the same bytes on every path. Allocates nothing.</summary>
    /// <param name="packed">[<see cref="PackedLength"/> of the codes, or longer].</param>
    /// <param name="format">A format of at most 8 bits.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="codes">out: one code a byte.</param>
    public static void Unpack(ReadOnlySpan<byte> packed, NumberFormat format, KernelPath path, Span<byte> codes)
    {
        int perByte = CodesPerByte(format);
        packed = packed[..PackedLength(codes.Length, format)];
        switch (perByte)
        {
            case 1:
                packed.CopyTo(codes);
                return;
            case TernaryPerByte:
                UnpackTernary(packed, codes);
                return;
        }
        int done = path == KernelPath.Scalar ? 0 : UnpackVectors(packed, perByte, codes);
        UnpackEach(packed[(done / perByte)..], perByte, codes[done..]);
    }

    static bool IsTernary(NumberFormat format) => format is CodebookFormat { Values.Length: 3 };

    static void PackEach(ReadOnlySpan<byte> codes, int perByte, Span<byte> packed)
    {
        int bits = 8 / perByte;
        packed.Clear();
        for (int i = 0; i < codes.Length; i++)
        {
            packed[i / perByte] |= (byte)(codes[i] << (i % perByte * bits));
        }
    }

    static void UnpackEach(ReadOnlySpan<byte> packed, int perByte, Span<byte> codes)
    {
        int bits = 8 / perByte, mask = (1 << bits) - 1;
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = (byte)((packed[i / perByte] >> (i % perByte * bits)) & mask);
        }
    }

    // Neighbours are joined into pairs of twice the bits until a byte is full: 64 codes become 32 bytes, 16, 8.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int PackVectors(ReadOnlySpan<byte> codes, int perByte, Span<byte> packed)
    {
        int turn = 32 * perByte, whole = codes.Length / turn * turn;
        ref byte from = ref MemoryMarshal.GetReference(codes);
        ref byte to = ref MemoryMarshal.GetReference(packed);
        for (int done = 0; done < whole; done += turn)
        {
            ref byte some = ref Unsafe.Add(ref from, done);
            var bytes = perByte switch { 2 => OfTwo(ref some, 4), 4 => OfFour(ref some, 2), _ => OfEight(ref some) };
            bytes.StoreUnsafe(ref to, (nuint)(done / perByte));
        }
        return whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> OfTwo(ref byte codes, int bits) =>
        Joined(Vector256.LoadUnsafe(ref codes), Vector256.LoadUnsafe(ref codes, 32), bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> OfFour(ref byte codes, int bits) =>
        Joined(OfTwo(ref codes, bits), OfTwo(ref Unsafe.Add(ref codes, 64), bits), 2 * bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> OfEight(ref byte codes) => Joined(OfFour(ref codes, 1), OfFour(ref Unsafe.Add(ref codes, 128), 1), 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> Joined(Vector256<byte> low, Vector256<byte> high, int bits) =>
        Vector256.Narrow(Pairs(low.AsUInt16(), bits), Pairs(high.AsUInt16(), bits));

    // Both bytes of a word hold so many bits; they move together into the low byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ushort> Pairs(Vector256<ushort> words, int bits) =>
        (words | (words >>> (8 - bits))) & Vector256.Create((ushort)((1 << (2 * bits)) - 1));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int UnpackVectors(ReadOnlySpan<byte> packed, int perByte, Span<byte> codes)
    {
        int turn = 32 * perByte, whole = codes.Length / turn * turn;
        ref byte from = ref MemoryMarshal.GetReference(packed);
        ref byte to = ref MemoryMarshal.GetReference(codes);
        for (int done = 0; done < whole; done += turn)
        {
            var bytes = Vector256.LoadUnsafe(ref from, (nuint)(done / perByte));
            ref byte some = ref Unsafe.Add(ref to, done);
            switch (perByte)
            {
                case 2:
                    StoreTwo(bytes, 4, ref some);
                    break;
                case 4:
                    StoreFour(bytes, 2, ref some);
                    break;
                default:
                    StoreEight(bytes, ref some);
                    break;
            }
        }
        return whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StoreTwo(Vector256<byte> bytes, int bits, ref byte codes)
    {
        var (low, high) = Vector256.Widen(bytes);
        Halves(low, bits).StoreUnsafe(ref codes);
        Halves(high, bits).StoreUnsafe(ref codes, 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StoreFour(Vector256<byte> bytes, int bits, ref byte codes)
    {
        var (low, high) = Vector256.Widen(bytes);
        StoreTwo(Halves(low, 2 * bits), bits, ref codes);
        StoreTwo(Halves(high, 2 * bits), bits, ref Unsafe.Add(ref codes, 64));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StoreEight(Vector256<byte> bytes, ref byte codes)
    {
        var (low, high) = Vector256.Widen(bytes);
        StoreFour(Halves(low, 4), 1, ref codes);
        StoreFour(Halves(high, 4), 1, ref Unsafe.Add(ref codes, 128));
    }

    // The low byte of a word holds twice so many bits; the high half of them moves to the high byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> Halves(Vector256<ushort> words, int bits) =>
        ((words | (words << (8 - bits))) & Vector256.Create((ushort)(((1 << bits) - 1) * 0x0101))).AsByte();

    static void PackTernary(ReadOnlySpan<byte> codes, Span<byte> packed)
    {
        for (int i = 0; i < packed.Length; i++)
        {
            var five = codes[(TernaryPerByte * i)..];
            int digits = 0;
            for (int digit = Math.Min(TernaryPerByte, five.Length) - 1; digit >= 0; digit--)
            {
                digits = 3 * digits + five[digit];
            }
            packed[i] = (byte)digits;
        }
    }

    static void UnpackTernary(ReadOnlySpan<byte> packed, Span<byte> codes)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            if (i % TernaryPerByte == 0)
            {
                uint digits = packed[i / TernaryPerByte];
                var five = codes.Slice(i, Math.Min(TernaryPerByte, codes.Length - i));
                foreach (ref byte code in five)
                {
                    (digits, uint digit) = Math.DivRem(digits, 3);
                    code = (byte)digit;
                }
            }
        }
    }
}
