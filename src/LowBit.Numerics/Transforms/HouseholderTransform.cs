namespace LowBit.Numerics;

/// <summary>Block Householder reflections of rows.</summary>
sealed record HouseholderTransform : QuantizerTransform
{
    public override bool IsStorable => false;

    internal override object? Apply(
        ReadOnlySpan<float> values, int rows, int columns, Granularity granularity, KernelPath path, Span<float> destination)
    {
        var plan = new BlockHouseholder(rows);
        plan.Fit(values, columns, path);
        plan.Apply(values, columns, path, destination);
        return plan;
    }

    internal override void Undo(
        object? state, int rows, int columns, Granularity granularity, KernelPath path, Span<float> matrix) =>
        ((BlockHouseholder)state!).ApplyInverse(matrix, columns, path, matrix);
}
