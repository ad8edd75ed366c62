using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// The loops over arrays for the vector kernels of a grid: 32 values a turn, the last ones in a turn that is filled up with
/// zeros.
/// </summary>
static class GridLoop
{
    const int Turn = 32;

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
            var from = _from;
            var to = _to;
            Vector256<uint> w0 = default, w1 = default, w2 = default, w3 = default;
            for (int i = 0; i < from.Length; i += 4)
            {
                if (TRounding.IsStochastic)
                {
                    _call.Words(8 * i, out w0, out w1, out w2, out w3);
                }
                to[i] = Value<TRounding>(grid, from[i], 8 * i, w0);
                to[i + 1] = Value<TRounding>(grid, from[i + 1], 8 * i + 8, w1);
                to[i + 2] = Value<TRounding>(grid, from[i + 2], 8 * i + 16, w2);
                to[i + 3] = Value<TRounding>(grid, from[i + 3], 8 * i + 24, w3);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<float> Value<TRounding>(in TGrid grid, Vector256<float> values, int i, Vector256<uint> words)
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
            var from = _from;
            var to = _to;
            Vector256<uint> w0 = default, w1 = default, w2 = default, w3 = default;
            for (int i = 0; i < from.Length; i += 4)
            {
                if (TRounding.IsStochastic)
                {
                    _call.Words(8 * i, out w0, out w1, out w2, out w3);
                }
                var c0 = Code<TRounding>(grid, from[i], 8 * i, w0);
                var c1 = Code<TRounding>(grid, from[i + 1], 8 * i + 8, w1);
                var c2 = Code<TRounding>(grid, from[i + 2], 8 * i + 16, w2);
                var c3 = Code<TRounding>(grid, from[i + 3], 8 * i + 24, w3);
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

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<int> Code<TRounding>(in TGrid grid, Vector256<float> values, int i, Vector256<uint> words)
            where TRounding : struct, IGridRounding =>
            grid.Encode<TRounding>(values * Vector256.Create(_call.Inverse(i)), words);
    }
}
