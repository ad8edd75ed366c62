using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// The loops over arrays for the vector kernels of a grid: 32 values a turn, the last ones in a turn that is filled up with
/// zeros. Random words are made a stretch ahead: in one loop with the rounding they would push each other out of registers.
/// </summary>
/// <remarks>A grid passes by ref: of what passes by in, a call through a type parameter would first make a copy.</remarks>
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
        readonly ReadOnlySpan<Vector256<float>> _from = MemoryMarshal.Cast<float, Vector256<float>>(values);
        readonly Span<Vector256<float>> _to = MemoryMarshal.Cast<float, Vector256<float>>(destination);

        public void Run<TRounding>() where TRounding : struct, IGridRounding
        {
            var grid = _grid;
            Span<uint> words = stackalloc uint[TRounding.IsStochastic ? Stretch : 0];
            var random = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
            for (int start = 0; start < _from.Length; start += Stretch / 8)
            {
                var from = _from[start..Math.Min(start + Stretch / 8, _from.Length)];
                var to = _to.Slice(start, from.Length);
                if (TRounding.IsStochastic)
                {
                    _call.Words(8 * start, words[..(8 * from.Length)]);
                }
                for (int i = 0; i < from.Length; i++)
                {
                    to[i] = Value<TRounding>(ref grid, from[i], 8 * (start + i), TRounding.IsStochastic ? random[i] : default);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<float> Value<TRounding>(ref TGrid grid, Vector256<float> values, int i, Vector256<uint> words)
            where TRounding : struct, IGridRounding =>
            grid.Round<TRounding>(values * Vector256.Create(_call.Inverse(i)), words) * Vector256.Create(_call.Scale(i));
    }

    readonly ref struct EncodeJob<TGrid, TCode>(
        TGrid grid, ReadOnlySpan<float> values, GridCall call, Span<TCode> destination) : IRoundingJob
        where TGrid : struct, IGrid
        where TCode : unmanaged
    {
        readonly TGrid _grid = grid;
        readonly GridCall _call = call;
        readonly ReadOnlySpan<Vector256<float>> _from = MemoryMarshal.Cast<float, Vector256<float>>(values);
        readonly Span<Vector256<byte>> _to = MemoryMarshal.Cast<TCode, Vector256<byte>>(destination);

        public void Run<TRounding>() where TRounding : struct, IGridRounding
        {
            var grid = _grid;
            Span<uint> words = stackalloc uint[TRounding.IsStochastic ? Stretch : 0];
            var random = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
            for (int start = 0; start < _from.Length; start += Stretch / 8)
            {
                var from = _from[start..Math.Min(start + Stretch / 8, _from.Length)];
                var to = _to[(start * Unsafe.SizeOf<TCode>() / 4)..];
                if (TRounding.IsStochastic)
                {
                    _call.Words(8 * start, words[..(8 * from.Length)]);
                }
                for (int i = 0; i < from.Length; i += 4)
                {
                    var c0 = Code<TRounding>(ref grid, from, random, start, i);
                    var c1 = Code<TRounding>(ref grid, from, random, start, i + 1);
                    var c2 = Code<TRounding>(ref grid, from, random, start, i + 2);
                    var c3 = Code<TRounding>(ref grid, from, random, start, i + 3);
                    if (typeof(TCode) == typeof(byte))
                    {
                        to[i / 4] = Lanes.PackBytes(c0, c1, c2, c3);
                    }
                    else
                    {
                        to[i / 2] = Lanes.PackWords(c0, c1).AsByte();
                        to[i / 2 + 1] = Lanes.PackWords(c2, c3).AsByte();
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<int> Code<TRounding>(
            ref TGrid grid, ReadOnlySpan<Vector256<float>> from, Span<Vector256<uint>> random, int start, int i)
            where TRounding : struct, IGridRounding =>
            grid.Encode<TRounding>(
                from[i] * Vector256.Create(_call.Inverse(8 * (start + i))), TRounding.IsStochastic ? random[i] : default);
    }
}
