namespace LowBit.Numerics;

/// <summary>How far sums of quantized values can go.</summary>
public static class OverflowBound
{
    /// <summary>Largest magnitude of a gradient sum in the high, signed half of a packed word.</summary>
    public const int PackedGradient = short.MaxValue;

    /// <summary>Largest hessian sum in the low, unsigned half of a packed word: no carry reaches the gradient.</summary>
    public const int PackedHessian = ushort.MaxValue;

    /// <summary>
    /// How many terms of at most <paramref name="maxMagnitude"/> can be summed, in any order and with any signs, without
    /// passing <paramref name="limit"/>. A packed word (gradient in the high 16 bits, hessian in the low 16) takes
    /// min(SafeCount(max|q_g|, 32,767), SafeCount(max q_h, 65,535)) rows.
    /// </summary>
    /// <param name="maxMagnitude">Largest magnitude of a term, ≥ 0; for 0 the answer is <see cref="long.MaxValue"/>.</param>
    /// <param name="limit">Largest magnitude of the sum, ≥ 0.</param>
    public static long SafeCount(int maxMagnitude, long limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxMagnitude);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return maxMagnitude == 0 ? long.MaxValue : limit / maxMagnitude;
    }
}
