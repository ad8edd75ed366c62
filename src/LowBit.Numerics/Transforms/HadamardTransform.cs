using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>A whole matrix: butterflies of the blocks, then the mixing of their members where the size has a factor.</summary>
static class HadamardTransform<TVector, TLanes>
    where TLanes : IFloatLanes<TVector>
{
    const int NearLength = 1 << 13; // 32 KB: blocks that are gone through a second time
    const int StripLength = 1 << 16; // 256 KB: rows that are gone through in strips of columns
    const int NarrowestStrip = 16; // a cache line
    const int AlignmentBytes = 64;

    /// <summary>Neighbouring blocks of the size.</summary>
    /// <param name="source">in: the elements, a multiple of the size.</param>
    /// <param name="size">The blocks.</param>
    /// <param name="codes">Codes of the factor, or of its transpose.</param>
    /// <param name="destination">out: as long; the same memory or other memory.</param>
    [SkipLocalsInit]
    internal static void Columns(ReadOnlySpan<float> source, HadamardSize size, byte[] codes, Span<float> destination)
    {
        ref float from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        if (size.Factor is not { } factor)
        {
            HadamardKernel<TVector, TLanes>.Blocks(ref from, (nuint)source.Length, size.Log, size.Scale, ref to);
            return;
        }
        Span<float> memory = stackalloc float[HadamardMix<TVector, TLanes>.ScratchLength(factor) + AlignmentBytes / sizeof(float)];
        Span<float> gathered = stackalloc float[factor.Size * TLanes.Count];
        ref float scratch = ref Aligned(memory);
        int perVector = Math.Max(1, TLanes.Count / size.Power); // blocks whose members fill a vector
        int batch = size.Size * perVector * Math.Max(1, NearLength / (size.Size * perVector));
        for (int at = 0, length; at < source.Length; at += length)
        {
            length = Math.Min(batch, source.Length - at);
            ref float data = ref Unsafe.Add(ref to, at);
            HadamardKernel<TVector, TLanes>.Blocks(ref Unsafe.Add(ref from, at), (nuint)length, size.Log, 1, ref data);
            if (size.Power >= TLanes.Count)
            {
                MixBlocks(ref data, length, size, factor, codes, ref scratch);
            }
            else
            {
                MixSmallBlocks(MemoryMarshal.CreateSpan(ref data, length), size, factor, codes, gathered, ref scratch);
            }
        }
    }

    /// <summary>Neighbouring rows, in place.</summary>
    /// <param name="data">in, out: [rows × columns], rows a multiple of the size.</param>
    /// <param name="columnCount">Columns.</param>
    /// <param name="size">The blocks.</param>
    /// <param name="codes">Codes of the factor, or of its transpose.</param>
    [SkipLocalsInit]
    internal static void Rows(Span<float> data, int columnCount, HadamardSize size, byte[] codes)
    {
        int scratchLength = size.Factor is { } factor ? HadamardMix<TVector, TLanes>.ScratchLength(factor) : 0;
        Span<float> memory = stackalloc float[scratchLength + AlignmentBytes / sizeof(float)];
        ref float scratch = ref Aligned(memory);
        int strip = Math.Max(NarrowestStrip, StripLength / size.Size & -NarrowestStrip);
        int vectors = columnCount & -TLanes.Count;
        for (int block = 0; block < data.Length; block += size.Size * columnCount)
        {
            for (int column = 0; column < vectors; column += strip)
            {
                Strip(ref data[block + column], columnCount, Math.Min(strip, vectors - column), size, codes, ref scratch);
            }
            if (vectors < columnCount)
            {
                HadamardTransform<float, OneLane>.Strip(
                    ref data[block + vectors], columnCount, columnCount - vectors, size, codes, ref scratch);
            }
        }
    }

    static void Strip(ref float data, int stride, int width, HadamardSize size, byte[] codes, ref float scratch)
    {
        bool isMixed = size.Factor is not null;
        HadamardKernel<TVector, TLanes>.Rows(
            ref data, (nuint)stride, (nuint)width, (nuint)size.Size, size.Log, isMixed ? 1 : size.Scale);
        if (!isMixed)
        {
            return;
        }
        nuint member = (nuint)stride * (nuint)size.Power;
        for (int row = 0; row < size.Power; row++)
        {
            for (int column = 0; column < width; column += TLanes.Count)
            {
                HadamardMix<TVector, TLanes>.Apply(
                    ref Unsafe.Add(ref data, (nuint)row * (nuint)stride + (nuint)column), member, size.Factor!, codes, size.Scale, ref scratch);
            }
        }
    }

    static void MixBlocks(ref float data, int length, HadamardSize size, HadamardFactor factor, byte[] codes, ref float scratch)
    {
        for (int block = 0; block < length; block += size.Size)
        {
            for (int i = 0; i < size.Power; i += TLanes.Count)
            {
                HadamardMix<TVector, TLanes>.Apply(
                    ref Unsafe.Add(ref data, block + i), (nuint)size.Power, factor, codes, size.Scale, ref scratch);
            }
        }
    }

    // Members shorter than a vector: those of several blocks side by side. Lanes without a block are zero.
    static void MixSmallBlocks(
        Span<float> data, HadamardSize size, HadamardFactor factor, byte[] codes, Span<float> gathered, ref float scratch)
    {
        int perVector = TLanes.Count / size.Power;
        for (int first = 0; first < data.Length; first += perVector * size.Size)
        {
            var blocks = data.Slice(first, Math.Min(perVector * size.Size, data.Length - first));
            gathered.Clear();
            for (int at = 0, lane = 0; at < blocks.Length; at += size.Size, lane += size.Power)
            {
                CopyMembers(ref blocks[at], size.Power, ref gathered[lane], TLanes.Count, factor.Size, size.Power);
            }
            HadamardMix<TVector, TLanes>.Apply(ref gathered[0], (nuint)TLanes.Count, factor, codes, size.Scale, ref scratch);
            for (int at = 0, lane = 0; at < blocks.Length; at += size.Size, lane += size.Power)
            {
                CopyMembers(ref gathered[lane], TLanes.Count, ref blocks[at], size.Power, factor.Size, size.Power);
            }
        }
    }

    static void CopyMembers(ref float source, int sourceStride, ref float destination, int stride, int count, int width)
    {
        for (int member = 0; member < count; member++)
        {
            for (int i = 0; i < width; i++)
            {
                Unsafe.Add(ref destination, i) = Unsafe.Add(ref source, i);
            }
            source = ref Unsafe.Add(ref source, sourceStride);
            destination = ref Unsafe.Add(ref destination, stride);
        }
    }

    // A vector across two cache lines takes twice as long to load.
    static unsafe ref float Aligned(Span<float> memory)
    {
        fixed (float* start = memory) // on the stack: it does not move
        {
            return ref memory[(int)(-(nint)start & (AlignmentBytes - 1)) / sizeof(float)];
        }
    }
}
