namespace LowBit.Numerics;

/// <summary>The largest magnitudes of rows, kept aside.</summary>
sealed record OutlierTransform(int Count) : QuantizerTransform
{
    public override bool IsStorable => false;

    internal override object? Apply(
        ReadOnlySpan<float> values, int rows, int columns, Granularity granularity, KernelPath path, Span<float> destination)
    {
        int count = Math.Min(Count, columns);
        var state = new State(new int[rows * count], new float[rows * count]);
        OutlierSplit.Split(values, columns, count, path, destination, state.Indices, state.Values);
        return state;
    }

    internal override void Undo(
        object? state, int rows, int columns, Granularity granularity, KernelPath path, Span<float> matrix)
    {
        var (indices, values) = (State)state!;
        OutlierSplit.Merge(matrix, columns, indices, values, Math.Min(Count, columns), matrix);
    }

    sealed record State(int[] Indices, float[] Values);
}
