using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>
/// An endless row of random words that can be read anywhere in any order: word i is word (i mod 4) of the Philox block
/// with key <paramref name="Seed"/> and counter (i div 4, <paramref name="Stream"/>, <paramref name="Step"/>).
/// </summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Stream">What the words are for.</param>
/// <param name="Step">When: the round, tree or update.</param>
public readonly record struct RandomStream(ulong Seed, uint Stream, uint Step)
{
    /// <summary>The word of an index.</summary>
    public uint Word(ulong index)
    {
        var (x, y, z, w) = Philox4x32.Block(Seed, index >> 2, Stream, Step);
        return (index & 3) switch { 0 => x, 1 => y, 2 => z, _ => w };
    }

    /// <summary>The words of neighbouring indices; the same on every path. Allocates nothing.</summary>
    /// <param name="firstIndex">Index of the first word; need not be a multiple of four. The last index is below 2⁶⁴.</param>
    /// <param name="words">out: the words of firstIndex, firstIndex + 1, …</param>
    /// <param name="path">How to compute them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ulong firstIndex, Span<uint> words, KernelPath path)
    {
        int head = Math.Min((int)(-(long)firstIndex & 3), words.Length);
        FillScalar(firstIndex, words[..head]);
        int done = head;
        if (path == KernelPath.Avx512 && Avx512F.IsSupported)
        {
            done += FillWide((firstIndex + (ulong)done) >> 2, words[done..]);
        }
        if (path != KernelPath.Scalar)
        {
            done += FillVector((firstIndex + (ulong)done) >> 2, words[done..]);
        }
        FillScalar(firstIndex + (ulong)done, words[done..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void FillScalar(ulong firstIndex, Span<uint> words)
    {
        while (words.Length >= 4 && (firstIndex & 3) == 0)
        {
            (words[0], words[1], words[2], words[3]) = Philox4x32.Block(Seed, firstIndex >> 2, Stream, Step);
            firstIndex += 4;
            words = words[4..];
        }
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = Word(firstIndex + (ulong)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    int FillWide(ulong firstBlock, Span<uint> words)
    {
        var vectors = MemoryMarshal.Cast<uint, Vector512<uint>>(words);
        int count = vectors.Length & ~7;
        for (int i = 0; i < count; i += 8)
        {
            Philox4x32.Words128(Seed, firstBlock + (ulong)(4 * i), Stream, Step, vectors.Slice(i, 8));
        }
        return count * Vector512<uint>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    int FillVector(ulong firstBlock, Span<uint> words)
    {
        var vectors = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
        int count = vectors.Length & ~3;
        for (int i = 0; i < count; i += 4)
        {
            Philox4x32.Words32(
                Seed, firstBlock + (ulong)(2 * i), Stream, Step,
                out vectors[i], out vectors[i + 1], out vectors[i + 2], out vectors[i + 3]);
        }
        return count * Vector256<uint>.Count;
    }
}
