namespace LowBit.Numerics;

/// <summary>Hadamard blocks along rows, with or without signs.</summary>
sealed record HadamardBlocks(int Size, RandomStream? Signs) : QuantizerTransform
{
    internal override object? Apply(
        ReadOnlySpan<float> values, int rows, int columns, Granularity granularity, KernelPath path, Span<float> destination)
    {
        if (Signs is { } signs)
        {
            new RandomizedHadamard(columns, Size, signs, 0, path).Apply(values, columns, TransformAxis.Columns, destination);
        }
        else
        {
            WalshHadamard.Apply(values, columns, TransformAxis.Columns, Size, path, destination);
        }
        return null;
    }

    internal override void Undo(
        object? state, int rows, int columns, Granularity granularity, KernelPath path, Span<float> matrix)
    {
        if (Signs is { } signs)
        {
            new RandomizedHadamard(columns, Size, signs, 0, path).ApplyInverse(matrix, columns, TransformAxis.Columns, matrix);
        }
        else
        {
            WalshHadamard.ApplyInverse(matrix, columns, TransformAxis.Columns, Size, path, matrix);
        }
    }
}
