using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Rounds a float to an integer, held as a float. All methods do the same operations in the same order and give the
/// same bits; the scalar one is the reference. |value| ≤ 2²²; NaN stays NaN.
/// </summary>
public interface IIntegerRounding
{
    /// <summary>One value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="random16">16 random bits; what is above them is ignored.</param>
    static abstract float Invoke(float value, uint random16);

    /// <summary>Eight values.</summary>
    /// <param name="value">The values.</param>
    /// <param name="random16">16 random bits each; what is above them is ignored.</param>
    static abstract Vector256<float> Invoke(Vector256<float> value, Vector256<uint> random16);

    /// <summary>Sixteen values.</summary>
    /// <param name="value">The values.</param>
    /// <param name="random16">16 random bits each; what is above them is ignored.</param>
    static abstract Vector512<float> Invoke(Vector512<float> value, Vector512<uint> random16);
}
