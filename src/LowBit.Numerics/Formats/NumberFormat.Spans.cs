using System.Numerics;
using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

// Arrays, by the vector kernels or by the reference.
public abstract partial record NumberFormat
{
    static readonly ConditionalWeakTable<NumberFormat, float[]> Tables = [];

    /// <summary>
    /// Rounds each value once, as <see cref="Round(double, RoundingMode, uint)"/> does. Value i uses the random word of
    /// index <paramref name="firstIndex"/> + i, so the result does not depend on how an array is cut into calls; it is the
    /// same on every path. Allocates nothing.
    /// </summary>
    /// <param name="values">Any values.</param>
    /// <param name="mode">How they are rounded.</param>
    /// <param name="random">Random words; looked at by the stochastic modes alone.</param>
    /// <param name="firstIndex">Index of the first value's word.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: at least as long; the same memory as values, or memory that does not overlap it.</param>
    public void Round(
        ReadOnlySpan<float> values, RoundingMode mode, RandomStream random, ulong firstIndex, KernelPath path,
        Span<float> destination) =>
        RoundScaled(values, mode, GridCall.Plain(random, firstIndex), path, destination);

    /// <summary>The codes of values, for formats of at most 8 bits: one byte a code. See <see cref="Round(ReadOnlySpan{float},
    /// RoundingMode, RandomStream, ulong, KernelPath, Span{float})"/>.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="mode">How they are rounded.</param>
    /// <param name="random">Random words; looked at by the stochastic modes alone.</param>
    /// <param name="firstIndex">Index of the first value's word.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: at least as long.</param>
    public void Encode(
        ReadOnlySpan<float> values, RoundingMode mode, RandomStream random, ulong firstIndex, KernelPath path,
        Span<byte> destination) =>
        EncodeScaled(values, mode, GridCall.Plain(random, firstIndex), path, destination);

    /// <summary>The codes of values, for formats of at most 16 bits: one 16-bit word a code. See <see cref="Round(
    /// ReadOnlySpan{float}, RoundingMode, RandomStream, ulong, KernelPath, Span{float})"/>.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="mode">How they are rounded.</param>
    /// <param name="random">Random words; looked at by the stochastic modes alone.</param>
    /// <param name="firstIndex">Index of the first value's word.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: at least as long.</param>
    public void Encode(
        ReadOnlySpan<float> values, RoundingMode mode, RandomStream random, ulong firstIndex, KernelPath path,
        Span<ushort> destination) =>
        EncodeScaled(values, mode, GridCall.Plain(random, firstIndex), path, destination);

    /// <summary>The numbers of codes of one byte; the same bits on every path.</summary>
    /// <param name="codes">Codes of a format of at most 8 bits; higher bits are ignored.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: at least as long.</param>
    public void Decode(ReadOnlySpan<byte> codes, KernelPath path, Span<float> destination) =>
        DecodeScaled(codes, GridCall.Plain(default, 0), path, destination);

    /// <summary>The numbers of codes of 16 bits; the same bits on every path.</summary>
    /// <param name="codes">Codes of a format of at most 16 bits; higher bits are ignored.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: at least as long.</param>
    public void Decode(ReadOnlySpan<ushort> codes, KernelPath path, Span<float> destination) =>
        DecodeScaled(codes, GridCall.Plain(default, 0), path, destination);

    // y = Decode(code) × scale
    internal void DecodeScaled<TCode>(ReadOnlySpan<TCode> codes, in GridCall call, KernelPath path, Span<float> destination)
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        RequireCodeBits(8 * Unsafe.SizeOf<TCode>());
        destination = destination[..codes.Length];
        if (path != KernelPath.Scalar && TryDecode(codes, call, path, destination))
        {
            return;
        }
        var table = Table;
        int mask = (1 << CodeBits) - 1;
        for (int i = 0; i < codes.Length; i++)
        {
            destination[i] = table[int.CreateTruncating(codes[i]) & mask] * call.Scale(i);
        }
    }

    // y = Round(x × inverse) × scale
    internal void RoundScaled(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<float> destination)
    {
        destination = destination[..values.Length];
        if (values.Overlaps(destination, out int offset) && offset != 0)
        {
            throw new ArgumentException("The destination overlaps the values. Use the same memory or other memory.", nameof(destination));
        }
        if (path == KernelPath.Scalar || !TryRound(values, mode, call, path, destination))
        {
            for (int i = 0; i < values.Length; i++)
            {
                destination[i] = Round(values[i] * call.Inverse(i), mode, Word(mode, call, i)) * call.Scale(i);
            }
        }
    }

    // code = Encode(x × inverse)
    internal void EncodeScaled<TCode>(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<TCode> destination)
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        RequireCodeBits(8 * Unsafe.SizeOf<TCode>());
        destination = destination[..values.Length];
        if (path == KernelPath.Scalar || !TryEncode(values, mode, call, path, destination))
        {
            for (int i = 0; i < values.Length; i++)
            {
                destination[i] = TCode.CreateTruncating(Encode(values[i] * call.Inverse(i), mode, Word(mode, call, i)));
            }
        }
    }

    // The vector kernels, for formats that have one.
    private protected virtual bool TryRound(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<float> destination) => false;

    // The codes are bytes or 16-bit words.
    private protected virtual bool TryEncode<TCode>(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<TCode> destination)
        where TCode : unmanaged => false;

    private protected virtual bool TryDecode<TCode>(
        ReadOnlySpan<TCode> codes, in GridCall call, KernelPath path, Span<float> destination)
        where TCode : unmanaged => false;

    static uint Word(RoundingMode mode, in GridCall call, int i) =>
        mode is RoundingMode.Stochastic or RoundingMode.StochasticEqual ? call.Word(i) : 0;

    void RequireCodeBits(int most)
    {
        if (CodeBits > most)
        {
            throw new ArgumentException($"{Name} has codes of {CodeBits} bits; this destination takes {most} at most.");
        }
    }

    // The number of each code, NaN where the format has none.
    private protected float[] Table => Tables.GetValue(
        this, format => [.. Enumerable.Range(0, 1 << format.CodeBits).Select(code => format.DecodeOrNaN((uint)code))]);

    // Codes that a codebook does not have.
    private protected virtual float DecodeOrNaN(uint code) => Decode(code);
}
