using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>The nearest integer, a tie to the even one: |error| ≤ ½. Uses no random bits.</summary>
public readonly struct NearestEvenRounding : IIntegerRounding
{
    /// <inheritdoc/>
    public static float Invoke(float value, uint random16) => float.Round(value, MidpointRounding.ToEven);

    /// <inheritdoc/>
    public static Vector256<float> Invoke(Vector256<float> value, Vector256<uint> random16) =>
        Vector256.Round(value);

    /// <inheritdoc/>
    public static Vector512<float> Invoke(Vector512<float> value, Vector512<uint> random16) =>
        Vector512.Round(value);
}
