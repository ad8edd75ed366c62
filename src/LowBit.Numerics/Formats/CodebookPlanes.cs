using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>
/// The numbers of a codebook of 256 as four tables of bytes, which fit the registers of AVX-512: 64 codes become 64 floats by
/// sixteen permutations, where a gather takes a load a code.
/// </summary>
sealed class CodebookPlanes
{
    /// <summary>Codes of a turn.</summary>
    public const int Turn = 64;

    const int Planes = sizeof(float), Codes = 256;

    readonly byte[] _bytes = new byte[Planes * Codes];

    /// <param name="numbers">256 of them.</param>
    public CodebookPlanes(ReadOnlySpan<float> numbers)
    {
        var bytes = MemoryMarshal.AsBytes(numbers[..Codes]);
        for (int i = 0; i < bytes.Length; i++)
        {
            _bytes[(i % Planes * Codes) + (i / Planes)] = bytes[i];
        }
    }

    /// <summary>Whether the processor has the permutations.</summary>
    public static bool IsSupported => Avx512Vbmi.IsSupported;

    /// <summary>number × scale of whole turns of codes; gives how many codes that were.</summary>
    public int Decode(ReadOnlySpan<byte> codes, float scale, Span<float> destination)
    {
        int done = codes.Length / Turn * Turn;
        ref byte from = ref MemoryMarshal.GetReference(codes);
        ref float to = ref MemoryMarshal.GetReference(destination);
        for (int i = 0; i < done; i += Turn)
        {
            // Words and doublewords are interleaved within quarters: four neighbours of each sixteen go into each quarter.
            var code = Avx512F.PermuteVar16x32(
                Vector512.LoadUnsafe(ref from, (nuint)i).AsInt32(),
                Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)).AsByte();
            var (b0, b1, b2, b3) = (Plane(0, code), Plane(1, code), Plane(2, code), Plane(3, code));
            var low0 = Avx512BW.UnpackLow(b0, b1).AsUInt16();
            var low1 = Avx512BW.UnpackHigh(b0, b1).AsUInt16();
            var high0 = Avx512BW.UnpackLow(b2, b3).AsUInt16();
            var high1 = Avx512BW.UnpackHigh(b2, b3).AsUInt16();
            (Avx512BW.UnpackLow(low0, high0).AsSingle() * scale).StoreUnsafe(ref to, (nuint)i);
            (Avx512BW.UnpackHigh(low0, high0).AsSingle() * scale).StoreUnsafe(ref to, (nuint)i + 16);
            (Avx512BW.UnpackLow(low1, high1).AsSingle() * scale).StoreUnsafe(ref to, (nuint)i + 32);
            (Avx512BW.UnpackHigh(low1, high1).AsSingle() * scale).StoreUnsafe(ref to, (nuint)i + 48);
        }
        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<byte> Plane(int plane, Vector512<byte> code)
    {
        ref byte table = ref MemoryMarshal.GetArrayDataReference(_bytes);
        nuint at = (nuint)(plane * Codes);
        var low = Avx512Vbmi.PermuteVar64x8x2(
            Vector512.LoadUnsafe(ref table, at), code, Vector512.LoadUnsafe(ref table, at + 64));
        var high = Avx512Vbmi.PermuteVar64x8x2(
            Vector512.LoadUnsafe(ref table, at + 128), code, Vector512.LoadUnsafe(ref table, at + 192));
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(code, Vector512.Create((byte)128)), high, low);
    }
}
