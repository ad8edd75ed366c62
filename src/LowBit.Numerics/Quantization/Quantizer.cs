using System.Buffers;

namespace LowBit.Numerics;

/// <summary>
/// A quantizer as data: transform, scales, what shares a scale, number format, rounding, and the transform undone. For an
/// element x, transformed, of a block with scale s:
/// <c>FakeQuantize</c> gives Round(x · (1/s)) · s, <c>Quantize</c> the code of Round(x · (1/s)), <c>Dequantize</c> the number
/// of a code times s; with a zero point z levels are Round(x · (1/s)) + z within the format's ends.
/// </summary>
/// <remarks>
/// 1/s and both products are binary32 operations, rounded once each; 1/s is at most the largest finite float. Element i of
/// the row-major matrix uses the random word of index firstIndex + i. So results are the same on every path, however rows are
/// cut into calls and spread over threads, as long as blocks stay whole. A block with a NaN or an infinity has the scale NaN
/// and becomes NaN; a block of zeros has the scale 1. Immutable.
/// </remarks>
public sealed partial record Quantizer
{
    /// <summary>The numbers that elements become, before they are scaled.</summary>
    public required NumberFormat Format { get; init; }

    /// <summary>How scales come about; null: no scales.</summary>
    public ScaleRule? Scale { get; init; }

    /// <summary>What shares a scale.</summary>
    public Granularity Granularity { get; init; } = new PerTensor();

    /// <summary>How a value between two numbers chooses.</summary>
    public RoundingMode Rounding { get; init; } = RoundingMode.NearestEven;

    /// <summary>What comes before the scales and is undone at the end; null: nothing.</summary>
    public QuantizerTransform? Transform { get; init; }

    /// <summary>Whether blocks have zero points.</summary>
    public bool IsAffine => Scale is { Statistic.IsAffine: true };

    /// <summary>Numbers on the scaled grid in place of values.</summary>
    /// <param name="values">[rows × columns], row-major.</param>
    /// <param name="rows">Rows, ≥ 0.</param>
    /// <param name="columns">Columns, ≥ 0.</param>
    /// <param name="random">Random words; looked at by the stochastic modes alone.</param>
    /// <param name="firstIndex">Index of the first element's word.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: [rows × columns]; the same memory as values, or memory that does not overlap it.</param>
    public void FakeQuantize(
        ReadOnlySpan<float> values, int rows, int columns, RandomStream random, ulong firstIndex, KernelPath path,
        Span<float> destination)
    {
        var grid = Granularity.On(rows, columns);
        values = values[..grid.ElementCount];
        destination = destination[..grid.ElementCount];
        object? undo = Transform?.Apply(values, rows, columns, Granularity, path, destination);
        values = Transform is null ? values : destination;
        RoundBlocks(values, grid, random, firstIndex, path, destination);
        Transform?.Undo(undo, rows, columns, Granularity, path, destination);
    }

    /// <summary>Numbers on a grid with the scales given, for ranges that are tracked or learned.</summary>
    /// <param name="values">[rows × columns], row-major.</param>
    /// <param name="rows">Rows, ≥ 0.</param>
    /// <param name="columns">Columns, ≥ 0.</param>
    /// <param name="scales">[scale count of the granularity]: above 0, or NaN.</param>
    /// <param name="zeroPoints">[scale count], levels of the integer format; empty for none.</param>
    /// <param name="random">Random words; looked at by the stochastic modes alone.</param>
    /// <param name="firstIndex">Index of the first element's word.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: [rows × columns]; the same memory as values, or memory that does not overlap it.</param>
    public void FakeQuantize(
        ReadOnlySpan<float> values, int rows, int columns, ReadOnlySpan<float> scales, ReadOnlySpan<int> zeroPoints,
        RandomStream random, ulong firstIndex, KernelPath path, Span<float> destination)
    {
        var grid = Granularity.On(rows, columns);
        values = values[..grid.ElementCount];
        destination = destination[..grid.ElementCount];
        object? undo = Transform?.Apply(values, rows, columns, Granularity, path, destination);
        using var blocks = new ScaledBlocks(Format, grid, scales, zeroPoints, Rounding, random, firstIndex);
        blocks.Round(Transform is null ? values : destination, path, destination);
        Transform?.Undo(undo, rows, columns, Granularity, path, destination);
    }

    /// <summary>Codes and scales of a matrix.</summary>
    /// <param name="values">[rows × columns], row-major.</param>
    /// <param name="rows">Rows, ≥ 0.</param>
    /// <param name="columns">Columns, ≥ 0.</param>
    /// <param name="random">Random words; looked at by the stochastic modes alone.</param>
    /// <param name="firstIndex">Index of the first element's word.</param>
    /// <param name="path">How to compute them.</param>
    public QuantizedMatrix Quantize(
        ReadOnlySpan<float> values, int rows, int columns, RandomStream random, ulong firstIndex, KernelPath path)
    {
        var matrix = new QuantizedMatrix(this, rows, columns);
        Quantize(values, random, firstIndex, path, matrix);
        return matrix;
    }

    /// <summary>Codes and scales of a matrix into one of the same quantizer and shape. Allocates nothing but pooled memory.</summary>
    /// <param name="values">[rows × columns], row-major.</param>
    /// <param name="random">Random words; looked at by the stochastic modes alone.</param>
    /// <param name="firstIndex">Index of the first element's word.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: codes, scales and zero points.</param>
    public void Quantize(
        ReadOnlySpan<float> values, RandomStream random, ulong firstIndex, KernelPath path, QuantizedMatrix destination)
    {
        if (destination.Quantizer != this)
        {
            throw new ArgumentException("The destination is of another quantizer.", nameof(destination));
        }
        var grid = destination.Grid;
        values = values[..grid.ElementCount];
        if (Transform is not null)
        {
            QuantizeTransformed(values, random, firstIndex, path, destination);
            return;
        }
        QuantizeBlocks(values, random, firstIndex, path, destination);
    }

    /// <summary>
    /// Codes with the scales given, into a matrix of the same format and granularity, for ranges that are tracked or learned.
    /// For quantizers without transform and zero points. Allocates nothing but pooled memory.
    /// </summary>
    /// <param name="values">[rows × columns], row-major.</param>
    /// <param name="scales">[scale count of the granularity]: above 0, or NaN.</param>
    /// <param name="random">Random words; looked at by the stochastic modes alone.</param>
    /// <param name="firstIndex">Index of the first element's word.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: codes, and the scales. Its scales are binary32, without codes.</param>
    public void Quantize(
        ReadOnlySpan<float> values, ReadOnlySpan<float> scales, RandomStream random, ulong firstIndex, KernelPath path,
        QuantizedMatrix destination)
    {
        var its = destination.Quantizer;
        if (its.Format != Format || its.Granularity != Granularity || IsAffine || its.IsAffine || Transform is not null
            || its.Transform is not null || destination.ScaleCodes.Length > 0 || destination.Scales.Length == 0)
        {
            throw new ArgumentException(
                "The destination is of another format or granularity, or not of plain binary32 scales.", nameof(destination));
        }
        scales[..destination.Scales.Length].CopyTo(destination.Scales);
        using var blocks = new ScaledBlocks(Format, destination.Grid, destination.Scales, [], Rounding, random, firstIndex);
        blocks.Encode(values[..destination.Grid.ElementCount], path, destination.Codes);
    }

    void QuantizeTransformed(
        ReadOnlySpan<float> values, RandomStream random, ulong firstIndex, KernelPath path, QuantizedMatrix destination)
    {
        var scratch = ArrayPool<float>.Shared.Rent(values.Length);
        var transformed = scratch.AsSpan(0, values.Length);
        Transform!.Apply(values, destination.Rows, destination.Columns, Granularity, path, transformed);
        QuantizeBlocks(transformed, random, firstIndex, path, destination);
        ArrayPool<float>.Shared.Return(scratch);
    }

    /// <summary>The numbers of a quantized matrix: what <c>FakeQuantize</c> gives.</summary>
    /// <param name="matrix">Codes and scales.</param>
    /// <param name="path">How to compute them.</param>
    /// <param name="destination">out: [rows × columns].</param>
    public static void Dequantize(QuantizedMatrix matrix, KernelPath path, Span<float> destination)
    {
        using var blocks = new ScaledBlocks(
            matrix.Quantizer.Format, matrix.Grid, matrix.Scales, matrix.ZeroPoints, RoundingMode.NearestEven, default, 0);
        blocks.Decode(matrix.Codes, path, destination);
        var quantizer = matrix.Quantizer;
        quantizer.Transform?.Undo(
            null, matrix.Rows, matrix.Columns, quantizer.Granularity, path, destination[..(matrix.Rows * matrix.Columns)]);
    }
}
