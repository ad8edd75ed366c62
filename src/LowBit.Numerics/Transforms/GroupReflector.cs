using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>H = I − 2vvᵀ over a group's rows, with v along (1, …, 1)/√n − e₁, in time n × columns.</summary>
/// <param name="rows">The rows, the large one first.</param>
readonly ref struct GroupReflector(ReadOnlySpan<int> rows)
{
    readonly ReadOnlySpan<int> _rows = rows;
    readonly float _first = (float)(1 / Math.Sqrt(rows.Length)); // 1/√n
    readonly float _others = rows.Length == 1 ? 0 : (float)(1 / (Math.Sqrt(rows.Length) - 1)); // 1/(√n − 1)

    /// <summary>diag(after) H diag(before) X[rows]: factors on the first row and on the others.</summary>
    internal void Apply(
        ReadOnlySpan<float> values, int columnCount, float firstBefore, float othersBefore, float firstAfter, float othersAfter,
        KernelPath path, Span<float> destination)
    {
        ref float from = ref MemoryMarshal.GetReference(values);
        ref float to = ref MemoryMarshal.GetReference(destination);
        var factors = (firstBefore, othersBefore, firstAfter, othersAfter);
        int done = path switch
        {
            KernelPath.Scalar => 0,
            KernelPath.Avx512 => Run<Vector512<float>, SixteenLanes>(ref from, columnCount, 0, factors, ref to),
            _ => Run<Vector256<float>, EightLanes>(ref from, columnCount, 0, factors, ref to),
        };
        Run<float, OneLane>(ref from, columnCount, done, factors, ref to);
    }

    int Run<TVector, TLanes>(
        ref float from, int columnCount, int column, (float First, float Others, float FirstAfter, float OthersAfter) factors,
        ref float to)
        where TLanes : IFloatLanes<TVector>
    {
        TVector first = TLanes.Create(factors.First), others = TLanes.Create(factors.Others);
        TVector firstAfter = TLanes.Create(factors.FirstAfter), othersAfter = TLanes.Create(factors.OthersAfter);
        TVector toMean = TLanes.Create(_first), toOthers = TLanes.Create(_others);
        for (; column <= columnCount - TLanes.Count; column += TLanes.Count)
        {
            var large = TLanes.Multiply(TLanes.Load(ref from, At(_rows[0], columnCount, column)), first);
            var sum = large;
            for (int i = 1; i < _rows.Length; i++)
            {
                sum = TLanes.Add(sum, TLanes.Multiply(TLanes.Load(ref from, At(_rows[i], columnCount, column)), others));
            }
            var spread = TLanes.Multiply(sum, toMean);
            var taken = TLanes.Multiply(TLanes.Subtract(spread, large), toOthers);
            TLanes.Store(TLanes.Multiply(spread, firstAfter), ref to, At(_rows[0], columnCount, column));
            for (int i = 1; i < _rows.Length; i++)
            {
                var scaled = TLanes.Multiply(TLanes.Load(ref from, At(_rows[i], columnCount, column)), others);
                TLanes.Store(TLanes.Multiply(TLanes.Subtract(scaled, taken), othersAfter), ref to, At(_rows[i], columnCount, column));
            }
        }
        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static nuint At(int row, int columnCount, int column) => (nuint)row * (nuint)columnCount + (nuint)column;
}
