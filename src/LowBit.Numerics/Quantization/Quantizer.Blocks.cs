namespace LowBit.Numerics;

// Scales of some blocks and their elements in turn, so that the elements are still in the cache when they are rounded.
public sealed partial record Quantizer
{
    const int ElementsAtOnce = Prefetch.Ahead;

    void QuantizeBlocks(
        ReadOnlySpan<float> values, RandomStream random, ulong firstIndex, KernelPath path, QuantizedMatrix destination)
    {
        var grid = destination.Grid;
        if (Scale is null)
        {
            using var whole = new ScaledBlocks(Format, grid, default, default, Rounding, random, firstIndex);
            whole.Encode(values, path, destination.Codes);
            return;
        }
        destination.TensorScale = Scale.TensorScale(values, Format, path);
        int step = BlocksAtOnce(grid);
        for (int first = 0; first < grid.ScaleCount; first += step)
        {
            var part = grid.Part(first, step);
            int start = first * grid.BlockColumns;
            var from = values.Slice(start, part.ElementCount);
            var codes = destination.ScaleCodes.AsSpan();
            var points = destination.ZeroPoints.AsSpan();
            var scales = new MatrixScales(
                destination.Scales.AsSpan(first, part.ScaleCount), codes.IsEmpty ? codes : codes[first..],
                points.IsEmpty ? points : points[first..]);
            Scale.Fill(from, part, Format, destination.TensorScale, path, scales);
            using var blocks = new ScaledBlocks(
                Format, part, scales.Scales, scales.ZeroPoints, Rounding, random, firstIndex + (ulong)start,
                following: values.Length - start - from.Length);
            blocks.Encode(from, path, destination.Codes.AsSpan(CodePacking.Offset(start, Format)));
        }
    }

    void RoundBlocks(
        ReadOnlySpan<float> values, ScaleGrid grid, RandomStream random, ulong firstIndex, KernelPath path,
        Span<float> destination)
    {
        if (Scale is null)
        {
            using var whole = new ScaledBlocks(Format, grid, default, default, Rounding, random, firstIndex);
            whole.Round(values, path, destination);
            return;
        }
        float tensorScale = Scale.TensorScale(values, Format, path);
        int step = BlocksAtOnce(grid);
        using var scales = new BlockScales(Math.Min(step, grid.ScaleCount), IsAffine);
        for (int first = 0; first < grid.ScaleCount; first += step)
        {
            var part = grid.Part(first, step);
            int start = first * grid.BlockColumns;
            var from = values.Slice(start, part.ElementCount);
            Scale.Fill(from, part, Format, tensorScale, path, new(scales.Scales, default, scales.ZeroPoints));
            using var blocks = new ScaledBlocks(
                Format, part, scales.Scales, scales.ZeroPoints, Rounding, random, firstIndex + (ulong)start,
                following: values.Length - start - from.Length);
            blocks.Round(from, path, destination.Slice(start, part.ElementCount));
        }
    }

    // As many as fill whole bytes; all where blocks have several rows.
    int BlocksAtOnce(ScaleGrid grid)
    {
        if (grid.Rows > 1)
        {
            return grid.ScaleCount;
        }
        int perByte = Format.CodeBits <= 8 ? CodePacking.CodesPerByte(Format) : 1, unit = 1;
        while ((long)unit * grid.BlockColumns % perByte != 0)
        {
            unit++;
        }
        return Math.Max(1, ElementsAtOnce / (unit * Math.Max(1, grid.BlockColumns))) * unit;
    }
}
