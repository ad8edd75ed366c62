namespace LowBit.Collectives;

/// <summary>
/// The ranks of one training run, each with its own rows. Every reduction across rows goes through here, so that
/// a run on N ranks gives the same bytes as a run on one. All ranks call the same methods in the same order.
/// Sums are sums of integers: they do not depend on order.
/// </summary>
public interface ICollective
{
    /// <summary>This rank, 0 … <see cref="Size"/> − 1.</summary>
    int Rank { get; }

    /// <summary>Number of ranks, at least 1.</summary>
    int Size { get; }

    /// <summary>Replaces each element by its sum over all ranks (two's complement, wraps).</summary>
    void AllReduceSum(Span<long> values);

    /// <summary>Replaces each element by its maximum over all ranks. No element is NaN.</summary>
    void AllReduceMax(Span<double> values);

    /// <summary>The arrays of all ranks, one after the other in the order of the ranks. Lengths may differ.</summary>
    T[] AllGather<T>(ReadOnlySpan<T> values) where T : unmanaged;
}
