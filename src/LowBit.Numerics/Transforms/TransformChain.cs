namespace LowBit.Numerics;

/// <summary>One transform, then another.</summary>
sealed record TransformChain(QuantizerTransform First, QuantizerTransform Second) : QuantizerTransform
{
    public override bool IsStorable => First.IsStorable && Second.IsStorable;

    internal override object? Apply(
        ReadOnlySpan<float> values, int rows, int columns, Granularity granularity, KernelPath path, Span<float> destination)
    {
        object? first = First.Apply(values, rows, columns, granularity, path, destination);
        return (first, Second.Apply(destination[..values.Length], rows, columns, granularity, path, destination));
    }

    internal override void Undo(
        object? state, int rows, int columns, Granularity granularity, KernelPath path, Span<float> matrix)
    {
        var (first, second) = ((object?, object?))state!;
        Second.Undo(second, rows, columns, granularity, path, matrix);
        First.Undo(first, rows, columns, granularity, path, matrix);
    }
}
