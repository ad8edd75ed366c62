using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

/// <summary>The loops of a grid on the widest vectors of a path.</summary>
static class GridLoops<TFormat, TNarrow, TWide>
    where TNarrow : struct, IGrid<TNarrow, TFormat, Ints8, Singles8>
    where TWide : struct, IGrid<TWide, TFormat, Ints16, Singles16>
    where TFormat : class
{
    // Boxed, because the constants of a format are made once.
    static readonly ConditionalWeakTable<TFormat, StrongBox<TNarrow>> Narrows = [];
    static readonly ConditionalWeakTable<TFormat, StrongBox<TWide>> Wides = [];

    /// <inheritdoc cref="GridLoop{TFormat, TGrid, TInts, TSingles}.Round"/>
    internal static void Round(
        TFormat format, ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<float> destination)
    {
        if (path == KernelPath.Avx512 && call.Fits(Ints16.Count))
        {
            GridLoop<TFormat, TWide, Ints16, Singles16>.Round(Wide(format), values, mode, call, path, destination);
            return;
        }
        GridLoop<TFormat, TNarrow, Ints8, Singles8>.Round(Narrow(format), values, mode, call, path, destination);
    }

    /// <inheritdoc cref="GridLoop{TFormat, TGrid, TInts, TSingles}.Encode"/>
    internal static void Encode<TCode>(
        TFormat format, ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<TCode> destination)
        where TCode : unmanaged
    {
        if (path == KernelPath.Avx512 && call.Fits(Ints16.Count))
        {
            GridLoop<TFormat, TWide, Ints16, Singles16>.Encode(Wide(format), values, mode, call, path, destination);
            return;
        }
        GridLoop<TFormat, TNarrow, Ints8, Singles8>.Encode(Narrow(format), values, mode, call, path, destination);
    }

    /// <inheritdoc cref="GridLoop{TFormat, TGrid, TInts, TSingles}.Decode"/>
    internal static void Decode<TCode>(
        TFormat format, ReadOnlySpan<TCode> codes, in GridCall call, KernelPath path, Span<float> destination)
        where TCode : unmanaged
    {
        if (path == KernelPath.Avx512 && call.Fits(Ints16.Count))
        {
            GridLoop<TFormat, TWide, Ints16, Singles16>.Decode(Wide(format), codes, call, destination);
            return;
        }
        GridLoop<TFormat, TNarrow, Ints8, Singles8>.Decode(Narrow(format), codes, call, destination);
    }

    static ref readonly TNarrow Narrow(TFormat format) =>
        ref Narrows.GetValue(format, static key => new(TNarrow.Of(key))).Value;

    static ref readonly TWide Wide(TFormat format) => ref Wides.GetValue(format, static key => new(TWide.Of(key))).Value;
}
