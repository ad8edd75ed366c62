namespace LowBit.Numerics;

/// <summary>The scales of a matrix's blocks: where they are written to, and read from again.</summary>
public readonly ref struct MatrixScales
{
    /// <summary>Room for scales and, where wanted, for codes and zero points.</summary>
    /// <param name="scales">[scale count, or longer].</param>
    /// <param name="codes">[scale count, or longer], or empty: codes are not wanted.</param>
    /// <param name="zeroPoints">[scale count, or longer], or empty where the statistic is not affine.</param>
    public MatrixScales(Span<float> scales, Span<byte> codes = default, Span<int> zeroPoints = default)
    {
        Scales = scales;
        Codes = codes;
        ZeroPoints = zeroPoints;
    }

    /// <summary>What values are divided by, and multiplied with again.</summary>
    public Span<float> Scales { get; }

    /// <summary>The codes of the scales, before pre-scale and gain; untouched by codecs without bytes.</summary>
    public Span<byte> Codes { get; }

    /// <summary>The levels that stand for 0 in affine grids: x ≈ scale · (level − zero point).</summary>
    public Span<int> ZeroPoints { get; }
}
