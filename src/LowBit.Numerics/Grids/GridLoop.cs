using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>
/// The loops over arrays for the vector kernels of a grid: four vectors a turn, the last values in a turn that is filled up
/// with zeros. Random words are made a stretch ahead: in one loop with the rounding they would push each other out of
/// registers.
/// </summary>
static class GridLoop<TFormat, TGrid, TInts, TSingles>
    where TGrid : struct, IGrid<TGrid, TFormat, TInts, TSingles>
    where TInts : struct, IInts<TInts>
    where TSingles : struct, ISingles<TSingles, TInts>
{
    const int Stretch = 1024, LongestTurn = 64;

    static int Lanes => TInts.Count;

    static int Turn => 4 * TInts.Count;

    /// <summary>Numbers: destination = Round(value × inverse) × scale.</summary>
    internal static void Round(
        in TGrid grid, ReadOnlySpan<float> values, RoundingMode mode, scoped in GridCall call, KernelPath path,
        Span<float> destination)
    {
        int whole = values.Length / Turn * Turn;
        var job = new RoundJob(in grid, values[..whole], call, path, destination);
        GridRounding.Dispatch(mode, ref job);
        if (whole < values.Length)
        {
            Span<float> from = stackalloc float[LongestTurn], to = stackalloc float[LongestTurn];
            from.Clear();
            values[whole..].CopyTo(from);
            var last = new RoundJob(in grid, from[..Turn], call.From(whole), path, to);
            GridRounding.Dispatch(mode, ref last);
            to[..(values.Length - whole)].CopyTo(destination[whole..]);
        }
    }

    /// <summary>Codes: destination = Encode(value × inverse), as bytes or 16-bit words.</summary>
    internal static void Encode<TCode>(
        in TGrid grid, ReadOnlySpan<float> values, RoundingMode mode, scoped in GridCall call, KernelPath path,
        Span<TCode> destination)
        where TCode : unmanaged
    {
        int whole = values.Length / Turn * Turn;
        var job = new EncodeJob<TCode>(in grid, values[..whole], call, path, destination);
        GridRounding.Dispatch(mode, ref job);
        if (whole < values.Length)
        {
            Span<float> from = stackalloc float[LongestTurn];
            Span<TCode> to = stackalloc TCode[LongestTurn];
            from.Clear();
            values[whole..].CopyTo(from);
            var last = new EncodeJob<TCode>(in grid, from[..Turn], call.From(whole), path, to);
            GridRounding.Dispatch(mode, ref last);
            to[..(values.Length - whole)].CopyTo(destination[whole..]);
        }
    }

    /// <summary>Numbers of codes: destination = Decode(code) × scale.</summary>
    internal static void Decode<TCode>(
        in TGrid grid, ReadOnlySpan<TCode> codes, scoped in GridCall call, Span<float> destination)
        where TCode : unmanaged
    {
        int whole = codes.Length / Turn * Turn;
        DecodeTurns(in grid, codes[..whole], call, destination);
        if (whole < codes.Length)
        {
            Span<TCode> from = stackalloc TCode[LongestTurn];
            Span<float> to = stackalloc float[LongestTurn];
            from.Clear();
            codes[whole..].CopyTo(from);
            DecodeTurns<TCode>(in grid, from[..Turn], call.From(whole), to);
            to[..(codes.Length - whole)].CopyTo(destination[whole..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void DecodeTurns<TCode>(
        in TGrid table, ReadOnlySpan<TCode> codes, scoped in GridCall call, Span<float> destination)
        where TCode : unmanaged
    {
        var grid = table;
        ref byte code = ref Unsafe.As<TCode, byte>(ref MemoryMarshal.GetReference(codes));
        ref float to = ref MemoryMarshal.GetReference(destination[..codes.Length]);
        for (int i = 0; i < codes.Length; i += Lanes)
        {
            var wide = typeof(TCode) == typeof(byte)
                ? TInts.LoadBytes(ref code, (nuint)i)
                : TInts.LoadWords(ref code, (nuint)(2 * i));
            TSingles.Store(grid.Decode(wide) * TSingles.Create(call.Scale(i)), ref to, (nuint)i);
        }
    }

    readonly ref struct RoundJob(
        ref readonly TGrid grid, ReadOnlySpan<float> values, GridCall call, KernelPath path, Span<float> destination)
        : IRoundingJob
    {
        readonly ref readonly TGrid _grid = ref grid;
        readonly GridCall _call = call;
        readonly ReadOnlySpan<float> _from = values;
        readonly Span<float> _to = destination[..values.Length];

        public void Run<TRounding>() where TRounding : struct, IGridRounding
        {
            Span<uint> words = stackalloc uint[TRounding.IsStochastic ? Stretch : 0];
            for (int start = 0; start < _from.Length; start += Stretch)
            {
                int length = Math.Min(Stretch, _from.Length - start);
                if (TRounding.IsStochastic)
                {
                    _call.Words(start, path, words[..length]);
                }
                ref uint random = ref MemoryMarshal.GetReference(words);
                for (int i = 0; i < length; i += Turn)
                {
                    i = RoundInside<TRounding>(start, i, length, ref random);
                    if (i < length)
                    {
                        RoundOutside<TRounding>(start + i, ref random, i);
                    }
                }
            }
        }

        // Goes on until some values are outside, and gives where.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        int RoundInside<TRounding>(int start, int i, int length, ref uint random) where TRounding : struct, IGridRounding
        {
            var grid = _grid;
            int left = _from.Length - start + _call.Following;
            ref float from = ref Unsafe.Add(ref MemoryMarshal.GetReference(_from), start);
            ref float to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_to), start);
            for (; i < length; i += Turn)
            {
                _call.Inverses(start + i, out TSingles r0, out TSingles r1, out TSingles r2, out TSingles r3);
                TSingles v0 = Load(ref from, i) * r0, v1 = Load(ref from, i + Lanes) * r1;
                TSingles v2 = Load(ref from, i + 2 * Lanes) * r2, v3 = Load(ref from, i + 3 * Lanes) * r3;
                if (!grid.AreInside(v0, v1, v2, v3))
                {
                    break;
                }
                Prefetch.Lines(ref Unsafe.Add(ref from, i), Turn, left - i);
                v0 = grid.RoundInside<TRounding>(v0, Words<TRounding>(ref random, i));
                v1 = grid.RoundInside<TRounding>(v1, Words<TRounding>(ref random, i + Lanes));
                v2 = grid.RoundInside<TRounding>(v2, Words<TRounding>(ref random, i + 2 * Lanes));
                v3 = grid.RoundInside<TRounding>(v3, Words<TRounding>(ref random, i + 3 * Lanes));
                _call.Scales(start + i, out r0, out r1, out r2, out r3);
                TSingles.Store(v0 * r0, ref to, (nuint)i);
                TSingles.Store(v1 * r1, ref to, (nuint)(i + Lanes));
                TSingles.Store(v2 * r2, ref to, (nuint)(i + 2 * Lanes));
                TSingles.Store(v3 * r3, ref to, (nuint)(i + 3 * Lanes));
            }
            return i;
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        void RoundOutside<TRounding>(int at, ref uint random, int i) where TRounding : struct, IGridRounding
        {
            for (int end = at + Turn; at < end; at += Lanes, i += Lanes)
            {
                var value = Load(ref MemoryMarshal.GetReference(_from), at) * TSingles.Create(_call.Inverse(at));
                value = Unsafe.AsRef(in _grid).Round<TRounding>(value, Words<TRounding>(ref random, i));
                TSingles.Store(value * TSingles.Create(_call.Scale(at)), ref MemoryMarshal.GetReference(_to), (nuint)at);
            }
        }
    }

    readonly ref struct EncodeJob<TCode>(
        ref readonly TGrid grid, ReadOnlySpan<float> values, GridCall call, KernelPath path, Span<TCode> destination)
        : IRoundingJob
        where TCode : unmanaged
    {
        readonly ref readonly TGrid _grid = ref grid;
        readonly GridCall _call = call;
        readonly ReadOnlySpan<float> _from = values;
        readonly Span<TCode> _to = destination[..values.Length];

        public void Run<TRounding>() where TRounding : struct, IGridRounding
        {
            Span<uint> words = stackalloc uint[TRounding.IsStochastic ? Stretch : 0];
            for (int start = 0; start < _from.Length; start += Stretch)
            {
                int length = Math.Min(Stretch, _from.Length - start);
                if (TRounding.IsStochastic)
                {
                    _call.Words(start, path, words[..length]);
                }
                ref uint random = ref MemoryMarshal.GetReference(words);
                for (int i = 0; i < length; i += Turn)
                {
                    i = EncodeInside<TRounding>(start, i, length, ref random);
                    if (i < length)
                    {
                        EncodeOutside<TRounding>(start + i, ref random, i);
                    }
                }
            }
        }

        // Goes on until some values are outside, and gives where.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        int EncodeInside<TRounding>(int start, int i, int length, ref uint random) where TRounding : struct, IGridRounding
        {
            var grid = _grid;
            int left = _from.Length - start + _call.Following;
            ref float from = ref Unsafe.Add(ref MemoryMarshal.GetReference(_from), start);
            ref TCode to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_to), start);
            for (; i < length; i += Turn)
            {
                _call.Inverses(start + i, out TSingles r0, out TSingles r1, out TSingles r2, out TSingles r3);
                TSingles v0 = Load(ref from, i) * r0, v1 = Load(ref from, i + Lanes) * r1;
                TSingles v2 = Load(ref from, i + 2 * Lanes) * r2, v3 = Load(ref from, i + 3 * Lanes) * r3;
                if (!grid.AreInside(v0, v1, v2, v3))
                {
                    break;
                }
                Prefetch.Lines(ref Unsafe.Add(ref from, i), Turn, left - i);
                var c0 = grid.EncodeInside<TRounding>(v0, Words<TRounding>(ref random, i));
                var c1 = grid.EncodeInside<TRounding>(v1, Words<TRounding>(ref random, i + Lanes));
                var c2 = grid.EncodeInside<TRounding>(v2, Words<TRounding>(ref random, i + 2 * Lanes));
                var c3 = grid.EncodeInside<TRounding>(v3, Words<TRounding>(ref random, i + 3 * Lanes));
                Store(c0, c1, c2, c3, ref to, i);
            }
            return i;
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        void EncodeOutside<TRounding>(int at, ref uint random, int i) where TRounding : struct, IGridRounding
        {
            var c0 = EncodeAny<TRounding>(at, ref random, i);
            var c1 = EncodeAny<TRounding>(at + Lanes, ref random, i + Lanes);
            var c2 = EncodeAny<TRounding>(at + 2 * Lanes, ref random, i + 2 * Lanes);
            var c3 = EncodeAny<TRounding>(at + 3 * Lanes, ref random, i + 3 * Lanes);
            Store(c0, c1, c2, c3, ref MemoryMarshal.GetReference(_to), at);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        TInts EncodeAny<TRounding>(int at, ref uint random, int i) where TRounding : struct, IGridRounding
        {
            var value = Load(ref MemoryMarshal.GetReference(_from), at) * TSingles.Create(_call.Inverse(at));
            return Unsafe.AsRef(in _grid).Encode<TRounding>(value, Words<TRounding>(ref random, i));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Store(TInts c0, TInts c1, TInts c2, TInts c3, ref TCode to, int i)
        {
            ref byte bytes = ref Unsafe.As<TCode, byte>(ref Unsafe.Add(ref to, i));
            if (typeof(TCode) == typeof(byte))
            {
                TInts.StoreBytes(c0, c1, c2, c3, ref bytes);
            }
            else
            {
                TInts.StoreWords(c0, c1, c2, c3, ref bytes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSingles Load(ref float from, int i) => TSingles.Load(ref from, (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TInts Words<TRounding>(ref uint random, int i) where TRounding : struct, IGridRounding =>
        TRounding.IsStochastic ? TInts.Load(ref random, (nuint)i) : default;
}
