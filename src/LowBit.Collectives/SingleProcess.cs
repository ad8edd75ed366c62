namespace LowBit.Collectives;

/// <summary>One rank that has all the rows: every reduction is the identity.</summary>
public sealed class SingleProcess : ICollective
{
    SingleProcess()
    {
    }

    /// <summary>The only instance; it has no state.</summary>
    public static SingleProcess Instance { get; } = new();

    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int Size => 1;

    /// <inheritdoc/>
    public void AllReduceSum(Span<long> values)
    {
    }

    /// <inheritdoc/>
    public void AllReduceMax(Span<double> values)
    {
    }

    /// <inheritdoc/>
    public T[] AllGather<T>(ReadOnlySpan<T> values) where T : unmanaged => values.ToArray();
}
