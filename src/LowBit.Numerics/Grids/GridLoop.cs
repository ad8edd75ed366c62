using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// The loops over arrays for the vector kernels of a grid: 32 values a turn, the last ones in a turn that is filled up with
/// zeros. Random words are made a stretch ahead: in one loop with the rounding they would push each other out of registers.
/// </summary>
static class GridLoop
{
    const int Turn = 32, Stretch = 1024;

    /// <summary>Numbers: destination = Round(value × inverse) × scale.</summary>
    internal static void Round<TGrid>(
        in TGrid grid, ReadOnlySpan<float> values, RoundingMode mode, scoped in GridCall call, Span<float> destination)
        where TGrid : struct, IGrid
    {
        int whole = values.Length / Turn * Turn;
        var job = new RoundJob<TGrid>(grid, values[..whole], call, destination);
        GridRounding.Dispatch(mode, ref job);
        if (whole < values.Length)
        {
            Span<float> from = stackalloc float[Turn], to = stackalloc float[Turn];
            from.Clear();
            values[whole..].CopyTo(from);
            var last = new RoundJob<TGrid>(grid, from, call.From(whole), to);
            GridRounding.Dispatch(mode, ref last);
            to[..(values.Length - whole)].CopyTo(destination[whole..]);
        }
    }

    /// <summary>Codes: destination = Encode(value × inverse), as bytes or 16-bit words.</summary>
    internal static void Encode<TGrid, TCode>(
        in TGrid grid, ReadOnlySpan<float> values, RoundingMode mode, scoped in GridCall call, Span<TCode> destination)
        where TGrid : struct, IGrid
        where TCode : unmanaged
    {
        int whole = values.Length / Turn * Turn;
        var job = new EncodeJob<TGrid, TCode>(grid, values[..whole], call, destination);
        GridRounding.Dispatch(mode, ref job);
        if (whole < values.Length)
        {
            Span<float> from = stackalloc float[Turn];
            Span<TCode> to = stackalloc TCode[Turn];
            from.Clear();
            values[whole..].CopyTo(from);
            var last = new EncodeJob<TGrid, TCode>(grid, from, call.From(whole), to);
            GridRounding.Dispatch(mode, ref last);
            to[..(values.Length - whole)].CopyTo(destination[whole..]);
        }
    }

    /// <summary>Numbers of codes: destination = Decode(code) × scale.</summary>
    internal static void Decode<TGrid, TCode>(
        in TGrid grid, ReadOnlySpan<TCode> codes, scoped in GridCall call, Span<float> destination)
        where TGrid : struct, IGrid
        where TCode : unmanaged
    {
        int whole = codes.Length / Turn * Turn;
        DecodeTurns(grid, codes[..whole], call, destination);
        if (whole < codes.Length)
        {
            Span<TCode> from = stackalloc TCode[Turn];
            Span<float> to = stackalloc float[Turn];
            from.Clear();
            codes[whole..].CopyTo(from);
            DecodeTurns<TGrid, TCode>(grid, from, call.From(whole), to);
            to[..(codes.Length - whole)].CopyTo(destination[whole..]);
        }
    }

    static void DecodeTurns<TGrid, TCode>(
        TGrid grid, ReadOnlySpan<TCode> codes, scoped in GridCall call, Span<float> destination)
        where TGrid : struct, IGrid
        where TCode : unmanaged
    {
        var to = MemoryMarshal.Cast<float, Vector256<float>>(destination);
        ref byte code = ref Unsafe.As<TCode, byte>(ref MemoryMarshal.GetReference(codes));
        for (int i = 0; i < codes.Length / Vector256<float>.Count; i++)
        {
            var wide = typeof(TCode) == typeof(byte)
                ? Vector256.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(
                    Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref code, 8 * i))).AsByte()).ToVector256Unsafe())
                : Vector256.WidenLower(Vector128.LoadUnsafe(ref code, (nuint)(16 * i)).AsUInt16().ToVector256Unsafe());
            to[i] = grid.Decode(wide.AsInt32()) * Vector256.Create(call.Scale(8 * i));
        }
    }

    readonly ref struct RoundJob<TGrid>(TGrid grid, ReadOnlySpan<float> values, GridCall call, Span<float> destination)
        : IRoundingJob
        where TGrid : struct, IGrid
    {
        readonly TGrid _grid = grid;
        readonly GridCall _call = call;
        readonly ReadOnlySpan<float> _from = values;
        readonly Span<float> _to = destination[..values.Length];

        public void Run<TRounding>() where TRounding : struct, IGridRounding
        {
            var grid = _grid;
            Span<uint> words = stackalloc uint[TRounding.IsStochastic ? Stretch : 0];
            for (int start = 0; start < _from.Length; start += Stretch)
            {
                int length = Math.Min(Stretch, _from.Length - start);
                if (TRounding.IsStochastic)
                {
                    _call.Words(start, words[..length]);
                }
                ref float from = ref Unsafe.Add(ref MemoryMarshal.GetReference(_from), start);
                ref float to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_to), start);
                ref uint random = ref MemoryMarshal.GetReference(words);
                for (int i = 0; i < length; i += Turn)
                {
                    _call.Inverses(start + i, out var r0, out var r1, out var r2, out var r3);
                    var v0 = grid.Round<TRounding>(Load(ref from, i) * r0, Words<TRounding>(ref random, i));
                    var v1 = grid.Round<TRounding>(Load(ref from, i + 8) * r1, Words<TRounding>(ref random, i + 8));
                    var v2 = grid.Round<TRounding>(Load(ref from, i + 16) * r2, Words<TRounding>(ref random, i + 16));
                    var v3 = grid.Round<TRounding>(Load(ref from, i + 24) * r3, Words<TRounding>(ref random, i + 24));
                    _call.Scales(start + i, out r0, out r1, out r2, out r3);
                    (v0 * r0).StoreUnsafe(ref to, (nuint)i);
                    (v1 * r1).StoreUnsafe(ref to, (nuint)(i + 8));
                    (v2 * r2).StoreUnsafe(ref to, (nuint)(i + 16));
                    (v3 * r3).StoreUnsafe(ref to, (nuint)(i + 24));
                }
            }
        }
    }

    readonly ref struct EncodeJob<TGrid, TCode>(
        TGrid grid, ReadOnlySpan<float> values, GridCall call, Span<TCode> destination) : IRoundingJob
        where TGrid : struct, IGrid
        where TCode : unmanaged
    {
        readonly TGrid _grid = grid;
        readonly GridCall _call = call;
        readonly ReadOnlySpan<float> _from = values;
        readonly Span<TCode> _to = destination[..values.Length];

        public void Run<TRounding>() where TRounding : struct, IGridRounding
        {
            var grid = _grid;
            Span<uint> words = stackalloc uint[TRounding.IsStochastic ? Stretch : 0];
            for (int start = 0; start < _from.Length; start += Stretch)
            {
                int length = Math.Min(Stretch, _from.Length - start);
                if (TRounding.IsStochastic)
                {
                    _call.Words(start, words[..length]);
                }
                ref float from = ref Unsafe.Add(ref MemoryMarshal.GetReference(_from), start);
                ref byte to = ref Unsafe.As<TCode, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_to), start));
                ref uint random = ref MemoryMarshal.GetReference(words);
                for (int i = 0; i < length; i += Turn)
                {
                    _call.Inverses(start + i, out var r0, out var r1, out var r2, out var r3);
                    var c0 = grid.Encode<TRounding>(Load(ref from, i) * r0, Words<TRounding>(ref random, i));
                    var c1 = grid.Encode<TRounding>(Load(ref from, i + 8) * r1, Words<TRounding>(ref random, i + 8));
                    var c2 = grid.Encode<TRounding>(Load(ref from, i + 16) * r2, Words<TRounding>(ref random, i + 16));
                    var c3 = grid.Encode<TRounding>(Load(ref from, i + 24) * r3, Words<TRounding>(ref random, i + 24));
                    if (typeof(TCode) == typeof(byte))
                    {
                        Lanes.PackBytes(c0, c1, c2, c3).StoreUnsafe(ref to, (nuint)i);
                    }
                    else
                    {
                        Lanes.PackWords(c0, c1).AsByte().StoreUnsafe(ref to, (nuint)(2 * i));
                        Lanes.PackWords(c2, c3).AsByte().StoreUnsafe(ref to, (nuint)(2 * i + Turn));
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Load(ref float from, int i) => Vector256.LoadUnsafe(ref from, (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<uint> Words<TRounding>(ref uint random, int i) where TRounding : struct, IGridRounding =>
        TRounding.IsStochastic ? Vector256.LoadUnsafe(ref random, (nuint)i) : default;
}
