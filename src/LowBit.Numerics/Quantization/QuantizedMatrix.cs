namespace LowBit.Numerics;

/// <summary>A matrix at rest: packed codes, scales and, for affine quantizers, zero points.</summary>
public sealed class QuantizedMatrix
{
    internal QuantizedMatrix(Quantizer quantizer, int rows, int columns)
    {
        if (quantizer.Transform is { IsStorable: false })
        {
            throw new NotSupportedException(
                "The inverse of this transform needs more than the quantizer, so codes cannot be stored. Use FakeQuantize.");
        }
        (Quantizer, Rows, Columns) = (quantizer, rows, columns);
        Grid = quantizer.Granularity.On(rows, columns);
        int count = rows * columns;
        Codes = new byte[quantizer.Format.CodeBits <= 8 ? CodePacking.PackedLength(count, quantizer.Format) : checked(2 * count)];
        Scales = quantizer.Scale is null ? [] : new float[Grid.ScaleCount];
        ScaleCodes = quantizer.Scale?.Codec.HasByteCode == true ? new byte[Grid.ScaleCount] : [];
        ZeroPoints = quantizer.IsAffine ? new int[Grid.ScaleCount] : [];
    }

    /// <summary>What made it.</summary>
    public Quantizer Quantizer { get; }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Columns.</summary>
    public int Columns { get; }

    /// <summary>
    /// Codes in row-major order: packed as <see cref="CodePacking"/> does up to 8 bits, above that two bytes each, the low
    /// one first.
    /// </summary>
    public byte[] Codes { get; }

    /// <summary>What codes' numbers are multiplied by, one a block; empty without scales.</summary>
    public float[] Scales { get; }

    /// <summary>The codes of the scales, before tensor scale and gain; empty where the codec has no bytes.</summary>
    public byte[] ScaleCodes { get; }

    /// <summary>Levels that stand for zero, one a block; empty without.</summary>
    public int[] ZeroPoints { get; }

    /// <summary>The scale of the whole tensor, which is part of <see cref="Scales"/> already; 1 for none.</summary>
    public float TensorScale { get; internal set; } = 1;

    /// <summary>
    /// Bytes that storage needs: codes; scales as bytes where they have codes, else as floats; one byte, or two above 8 bits,
    /// a zero point; four for a tensor scale.
    /// </summary>
    public long StoredBytes => Codes.Length + (ScaleCodes.Length > 0 ? ScaleCodes.Length : 4L * Scales.Length)
        + ZeroPoints.Length * (Quantizer.Format.CodeBits <= 8 ? 1L : 2L)
        + (Quantizer.Scale is { PreScale: not TensorPreScale.None } ? 4 : 0);

    internal ScaleGrid Grid { get; }
}
