namespace LowBit.Numerics;

/// <summary>Blocks less their smallest value.</summary>
sealed record OffsetTransform : QuantizerTransform
{
    public override bool IsStorable => false;

    internal override object? Apply(
        ReadOnlySpan<float> values, int rows, int columns, Granularity granularity, KernelPath path, Span<float> destination)
    {
        var grid = granularity.On(rows, columns);
        var offsets = new float[grid.ScaleCount];
        offsets.AsSpan().Fill(float.PositiveInfinity);
        foreach (var run in grid)
        {
            ref float offset = ref offsets[run.Scale];
            offset = Math.Min(offset, Extent.Of(values.Slice(run.Start, run.Length), path).Min);
        }
        values.CopyTo(destination);
        Shift(grid, offsets, -1, destination);
        return offsets;
    }

    internal override void Undo(
        object? state, int rows, int columns, Granularity granularity, KernelPath path, Span<float> matrix) =>
        Shift(granularity.On(rows, columns), (float[])state!, 1, matrix);

    // sign × offset is exact.
    static void Shift(ScaleGrid grid, float[] offsets, int sign, Span<float> matrix)
    {
        foreach (var run in grid)
        {
            float offset = sign * offsets[run.Scale];
            foreach (ref float value in matrix.Slice(run.Start, run.Length))
            {
                value += offset;
            }
        }
    }
}
