using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>
/// Butterflies of a Walsh-Hadamard transform. Stage s turns the elements i and i + 2^s of a block into their sum and
/// their difference; stages run from 0 up, and the product with the scale is last. An element's operations are the same
/// however many lanes there are and however the stages are gathered into passes over memory.
/// </summary>
static class HadamardKernel<TVector, TLanes>
    where TLanes : IFloatLanes<TVector>
{
    const int Registers = 8, LogRegisters = 3;
    const int LogNear = 13; // 32 KB: what is passed over again while it is in the nearest cache

    /// <summary>Elements that the registers hold, and how many stages they run.</summary>
    static int ChunkSize => Registers * TLanes.Count;

    static int LogChunk => int.Log2(TLanes.Count) + LogRegisters;

    /// <summary>Transforms neighbouring blocks of 2^log elements.</summary>
    /// <param name="source">in: the first element.</param>
    /// <param name="length">Elements of all blocks.</param>
    /// <param name="log">Stages.</param>
    /// <param name="scale">The factor at the end.</param>
    /// <param name="destination">out: the first element; the same as source or other memory.</param>
    internal static void Blocks(ref float source, nuint length, int log, float scale, ref float destination)
    {
        if (log <= LogChunk)
        {
            Chunks(ref source, length, log, scale, ref destination);
            return;
        }
        nuint size = (nuint)1 << log;
        for (nuint at = 0; at < length; at += size)
        {
            Block(ref Unsafe.Add(ref source, at), log, scale, ref Unsafe.Add(ref destination, at));
        }
    }

    // A block above the nearest cache is eight of an eighth, each done by itself, and one pass.
    static void Block(ref float source, int log, float scale, ref float destination)
    {
        int near = log <= LogNear ? LogChunk : log - LogRegisters;
        nuint size = (nuint)1 << log, part = (nuint)1 << near;
        if (near == LogChunk)
        {
            Chunks(ref source, size, near, 1, ref destination);
        }
        else
        {
            for (nuint at = 0; at < size; at += part)
            {
                Block(ref Unsafe.Add(ref source, at), near, 1, ref Unsafe.Add(ref destination, at));
            }
        }
        Passes(ref destination, size, part, log - near, scale);
    }

    // The stages from the distance on, over neighbouring groups.
    static void Passes(ref float data, nuint size, nuint distance, int stages, float scale)
    {
        while (stages > 0)
        {
            int radix = Math.Min(stages, LogRegisters);
            stages -= radix;
            nuint group = distance << radix;
            for (nuint at = 0; at < size; at += group)
            {
                Pass(ref Unsafe.Add(ref data, at), distance, distance, radix, stages == 0 ? scale : 1);
            }
            distance = group;
        }
    }

    /// <summary>All stages down the rows of a matrix, in place.</summary>
    /// <param name="data">The first element.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="width">Columns to transform; a multiple of the lanes.</param>
    /// <param name="rowCount">A multiple of 2^log.</param>
    /// <param name="log">Stages.</param>
    /// <param name="scale">The factor at the end.</param>
    internal static void Rows(ref float data, nuint stride, nuint width, nuint rowCount, int log, float scale)
    {
        nuint distance = 1;
        do
        {
            int radix = Math.Min(log, LogRegisters);
            log -= radix;
            nuint group = distance << radix;
            for (nuint row = 0; row < rowCount; row += group)
            {
                for (nuint i = row; i < row + distance; i++)
                {
                    Pass(ref Unsafe.Add(ref data, i * stride), distance * stride, width, radix, log == 0 ? scale : 1);
                }
            }
            distance = group;
        }
        while (log > 0);
    }

    static void Pass(ref float data, nuint distance, nuint width, int radix, float scale)
    {
        switch (radix)
        {
            case 0: Pass1(ref data, width, scale); break;
            case 1: Pass2(ref data, distance, width, scale); break;
            case 2: Pass4(ref data, distance, width, scale); break;
            default: Pass8(ref data, distance, width, scale); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pass1(ref float data, nuint width, float scale)
    {
        var factor = TLanes.Create(scale);
        for (nuint i = 0; i < width; i += (nuint)TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(ref data, i), factor), ref data, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pass2(ref float data, nuint distance, nuint width, float scale)
    {
        var factor = TLanes.Create(scale);
        ref float data1 = ref Unsafe.Add(ref data, distance);
        for (nuint i = 0; i < width; i += (nuint)TLanes.Count)
        {
            TVector v0 = TLanes.Load(ref data, i), v1 = TLanes.Load(ref data1, i);
            Butterfly(ref v0, ref v1);
            TLanes.Store(TLanes.Multiply(v0, factor), ref data, i);
            TLanes.Store(TLanes.Multiply(v1, factor), ref data1, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pass4(ref float data, nuint distance, nuint width, float scale)
    {
        var factor = TLanes.Create(scale);
        ref float data2 = ref Unsafe.Add(ref data, 2 * distance);
        for (nuint i = 0; i < width; i += (nuint)TLanes.Count)
        {
            TVector v0 = TLanes.Load(ref data, i), v1 = TLanes.Load(ref data, i + distance);
            TVector v2 = TLanes.Load(ref data2, i), v3 = TLanes.Load(ref data2, i + distance);
            Butterfly(ref v0, ref v1);
            Butterfly(ref v2, ref v3);
            Butterfly(ref v0, ref v2);
            Butterfly(ref v1, ref v3);
            TLanes.Store(TLanes.Multiply(v0, factor), ref data, i);
            TLanes.Store(TLanes.Multiply(v1, factor), ref data, i + distance);
            TLanes.Store(TLanes.Multiply(v2, factor), ref data2, i);
            TLanes.Store(TLanes.Multiply(v3, factor), ref data2, i + distance);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pass8(ref float data, nuint distance, nuint width, float scale)
    {
        var factor = TLanes.Create(scale);
        ref float data2 = ref Unsafe.Add(ref data, 2 * distance);
        ref float data4 = ref Unsafe.Add(ref data, 4 * distance);
        ref float data6 = ref Unsafe.Add(ref data, 6 * distance);
        for (nuint i = 0; i < width; i += (nuint)TLanes.Count)
        {
            nuint j = i + distance;
            TVector v0 = TLanes.Load(ref data, i), v1 = TLanes.Load(ref data, j);
            TVector v2 = TLanes.Load(ref data2, i), v3 = TLanes.Load(ref data2, j);
            TVector v4 = TLanes.Load(ref data4, i), v5 = TLanes.Load(ref data4, j);
            TVector v6 = TLanes.Load(ref data6, i), v7 = TLanes.Load(ref data6, j);
            Near(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            Middle(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            Far(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            TLanes.Store(TLanes.Multiply(v0, factor), ref data, i);
            TLanes.Store(TLanes.Multiply(v1, factor), ref data, j);
            TLanes.Store(TLanes.Multiply(v2, factor), ref data2, i);
            TLanes.Store(TLanes.Multiply(v3, factor), ref data2, j);
            TLanes.Store(TLanes.Multiply(v4, factor), ref data4, i);
            TLanes.Store(TLanes.Multiply(v5, factor), ref data4, j);
            TLanes.Store(TLanes.Multiply(v6, factor), ref data6, i);
            TLanes.Store(TLanes.Multiply(v7, factor), ref data6, j);
        }
    }

    [SkipLocalsInit]
    static void Chunks(ref float source, nuint length, int log, float scale, ref float destination)
    {
        nuint whole = length & ~(nuint)(ChunkSize - 1);
        WholeChunks(ref source, whole, log, scale, ref destination);
        if (whole == length)
        {
            return;
        }
        // Blocks do not touch one another, so what the rest of a chunk holds is no matter.
        Span<float> chunk = stackalloc float[ChunkSize];
        chunk.Clear();
        int rest = (int)(length - whole);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref source, whole), rest).CopyTo(chunk);
        WholeChunks(ref chunk[0], (nuint)ChunkSize, log, scale, ref chunk[0]);
        chunk[..rest].CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, whole), rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void WholeChunks(ref float source, nuint length, int log, float scale, ref float destination)
    {
        var factor = TLanes.Create(scale);
        nuint count = (nuint)TLanes.Count;
        int lanes = int.Log2(TLanes.Count);
        for (nuint i = 0; i < length; i += Registers * count)
        {
            TVector v0 = TLanes.Load(ref source, i), v1 = TLanes.Load(ref source, i + count);
            TVector v2 = TLanes.Load(ref source, i + 2 * count), v3 = TLanes.Load(ref source, i + 3 * count);
            TVector v4 = TLanes.Load(ref source, i + 4 * count), v5 = TLanes.Load(ref source, i + 5 * count);
            TVector v6 = TLanes.Load(ref source, i + 6 * count), v7 = TLanes.Load(ref source, i + 7 * count);
            if (lanes > 0 && log > 0)
            {
                Within(0, ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            }
            if (lanes > 1 && log > 1)
            {
                Within(1, ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            }
            if (lanes > 2 && log > 2)
            {
                Within(2, ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            }
            if (lanes > 3 && log > 3)
            {
                Within(3, ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            }
            if (log > lanes)
            {
                Near(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            }
            if (log > lanes + 1)
            {
                Middle(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            }
            if (log > lanes + 2)
            {
                Far(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
            }
            TLanes.Store(TLanes.Multiply(v0, factor), ref destination, i);
            TLanes.Store(TLanes.Multiply(v1, factor), ref destination, i + count);
            TLanes.Store(TLanes.Multiply(v2, factor), ref destination, i + 2 * count);
            TLanes.Store(TLanes.Multiply(v3, factor), ref destination, i + 3 * count);
            TLanes.Store(TLanes.Multiply(v4, factor), ref destination, i + 4 * count);
            TLanes.Store(TLanes.Multiply(v5, factor), ref destination, i + 5 * count);
            TLanes.Store(TLanes.Multiply(v6, factor), ref destination, i + 6 * count);
            TLanes.Store(TLanes.Multiply(v7, factor), ref destination, i + 7 * count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Within(
        int stage, ref TVector v0, ref TVector v1, ref TVector v2, ref TVector v3,
        ref TVector v4, ref TVector v5, ref TVector v6, ref TVector v7)
    {
        (v0, v1) = (TLanes.Butterfly(v0, stage), TLanes.Butterfly(v1, stage));
        (v2, v3) = (TLanes.Butterfly(v2, stage), TLanes.Butterfly(v3, stage));
        (v4, v5) = (TLanes.Butterfly(v4, stage), TLanes.Butterfly(v5, stage));
        (v6, v7) = (TLanes.Butterfly(v6, stage), TLanes.Butterfly(v7, stage));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Near(
        ref TVector v0, ref TVector v1, ref TVector v2, ref TVector v3,
        ref TVector v4, ref TVector v5, ref TVector v6, ref TVector v7)
    {
        Butterfly(ref v0, ref v1);
        Butterfly(ref v2, ref v3);
        Butterfly(ref v4, ref v5);
        Butterfly(ref v6, ref v7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Middle(
        ref TVector v0, ref TVector v1, ref TVector v2, ref TVector v3,
        ref TVector v4, ref TVector v5, ref TVector v6, ref TVector v7)
    {
        Butterfly(ref v0, ref v2);
        Butterfly(ref v1, ref v3);
        Butterfly(ref v4, ref v6);
        Butterfly(ref v5, ref v7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Far(
        ref TVector v0, ref TVector v1, ref TVector v2, ref TVector v3,
        ref TVector v4, ref TVector v5, ref TVector v6, ref TVector v7)
    {
        Butterfly(ref v0, ref v4);
        Butterfly(ref v1, ref v5);
        Butterfly(ref v2, ref v6);
        Butterfly(ref v3, ref v7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Butterfly(ref TVector v0, ref TVector v1) => (v0, v1) = (TLanes.Add(v0, v1), TLanes.Subtract(v0, v1));
}
