using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>
/// At most 16 numbers in ascending order, held in a register of AVX-512: a code becomes a number by one permutation, and a value
/// a code by four steps down a tree of the borders between codes.
/// </summary>
sealed class CodebookRegister
{
    /// <summary>Values or codes of a turn.</summary>
    public const int Turn = 16;

    const int Depth = 4;

    readonly float[] _numbers = new float[Turn];
    readonly float[] _tree = new float[Turn]; // node n has the children 2n and 2n + 1; the root is 1
    readonly byte _nanCode;

    /// <param name="format">At most 16 numbers in ascending order.</param>
    public CodebookRegister(CodebookFormat format)
    {
        int mask = (1 << format.CodeBits) - 1; // higher bits of a code are ignored
        for (int code = 0; code < Turn; code++)
        {
            _numbers[code] = (code & mask) < format.Values.Length ? format.Values[code & mask] : float.NaN;
        }
        _nanCode = (byte)format.Encode(double.NaN);
        int border = 0;
        Fill(format, 1, ref border);
    }

    /// <summary>Whether the processor has the instructions.</summary>
    public static bool IsSupported => Avx512F.IsSupported;

    /// <summary>number × scale of whole turns of codes below 16; gives how many codes that were.</summary>
    public int Decode(ReadOnlySpan<byte> codes, float scale, Span<float> destination)
    {
        int done = codes.Length / Turn * Turn;
        var numbers = Vector512.Create<float>(_numbers);
        for (int i = 0; i < done; i += Turn)
        {
            var code = Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(codes), (nuint)i));
            (Avx512F.PermuteVar16x32(numbers, code & Vector512.Create(Turn - 1)) * scale)
                .StoreUnsafe(ref MemoryMarshal.GetReference(destination), (nuint)i);
        }
        return done;
    }

    /// <summary>code = Encode(x × inverse), to nearest even, of whole turns of values; gives how many values that were.</summary>
    public int Encode(ReadOnlySpan<float> values, float inverse, Span<byte> codes)
    {
        int done = values.Length / Turn * Turn;
        var tree = Vector512.Create<float>(_tree);
        for (int i = 0; i < done; i += Turn)
        {
            var value = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i) * inverse;
            var node = Vector512<int>.One;
            for (int depth = 0; depth < Depth; depth++)
            {
                var isAbove = Vector512.GreaterThan(value, Avx512F.PermuteVar16x32(tree, node)).AsInt32();
                node = node + node - isAbove;
            }
            var code = Vector512.ConditionalSelect(
                Vector512.Equals(value, value).AsInt32(), node - Vector512.Create(Turn), Vector512.Create((int)_nanCode));
            Avx512F.ConvertToVector128Byte(code.AsUInt32()).StoreUnsafe(ref MemoryMarshal.GetReference(codes), (nuint)i);
        }
        return done;
    }

    // In the order of the borders; those that a smaller codebook lacks are never passed.
    void Fill(CodebookFormat format, int node, ref int border)
    {
        if (node >= Turn)
        {
            return;
        }
        Fill(format, 2 * node, ref border);
        _tree[node] = border < format.Values.Length - 1 ? Last(format, border) : float.PositiveInfinity;
        border++;
        Fill(format, (2 * node) + 1, ref border);
    }

    // The largest float whose code is at most the one given.
    static float Last(CodebookFormat format, int code)
    {
        long low = Ordered(float.NegativeInfinity), high = Ordered(float.PositiveInfinity);
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            (low, high) = format.Encode(FromOrdered((int)middle)) <= code ? (middle, high) : (low, middle - 1);
        }
        return FromOrdered((int)low);
    }

    static int Ordered(float value) => FromSign(BitConverter.SingleToInt32Bits(value));

    static float FromOrdered(int ordered) => BitConverter.Int32BitsToSingle(FromSign(ordered));

    // Negative floats: all bits but the sign turn.
    static int FromSign(int bits) => bits ^ ((bits >> 31) & int.MaxValue);
}
