using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// The integer below or above, the upper one with the probability of the value's fraction:
/// ⌊value + (random16 + ½) · 2⁻¹⁶⌋. Integers stay put and no value leaves its two neighbours. Over the 2¹⁶ random words
/// |bias| ≤ 2⁻¹⁷ + 2⁻²⁴ and the variance is f(1 − f) of the probability f of the upper one.
/// </summary>
/// <remarks>
/// The random part is added to the fraction, not to the value: from 128 on a float has no bit for the ½, value + random
/// would tie, and an integer could move. 2⁻²⁴ is the rounding of the fraction of a value near 0 and of its sum.
/// </remarks>
public readonly struct StochasticRounding : IIntegerRounding
{
    const float Unit = 1f / 65536;

    /// <inheritdoc/>
    public static float Invoke(float value, uint random16)
    {
        float floor = float.Floor(value);
        float dither = ((int)(random16 & 0xFFFF) + 0.5f) * Unit;
        return floor + float.Floor(value - floor + dither);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> value, Vector256<uint> random16)
    {
        var floor = Vector256.Floor(value);
        var bits = (random16 & Vector256.Create(0xFFFFu)).AsInt32();
        var dither = (Vector256.ConvertToSingle(bits) + Vector256.Create(0.5f)) * Vector256.Create(Unit);
        return floor + Vector256.Floor(value - floor + dither);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> value, Vector512<uint> random16)
    {
        var floor = Vector512.Floor(value);
        var bits = (random16 & Vector512.Create(0xFFFFu)).AsInt32();
        var dither = (Vector512.ConvertToSingle(bits) + Vector512.Create(0.5f)) * Vector512.Create(Unit);
        return floor + Vector512.Floor(value - floor + dither);
    }
}
