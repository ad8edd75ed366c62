using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// The numbers of a format for the vector kernels, eight values at a time. <see cref="NumberFormat.Encode(double,
/// RoundingMode, uint)"/> of the format is the reference of each.
/// </summary>
interface IGrid
{
    /// <summary>The codes.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="random">Random words.</param>
    Vector256<int> Encode<TRounding>(Vector256<float> values, Vector256<uint> random) where TRounding : struct, IGridRounding;

    /// <summary>The numbers.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="random">Random words.</param>
    Vector256<float> Round<TRounding>(Vector256<float> values, Vector256<uint> random) where TRounding : struct, IGridRounding;

    /// <summary>The numbers of codes; bits above the format's are ignored.</summary>
    /// <param name="codes">Codes.</param>
    Vector256<float> Decode(Vector256<int> codes);
}
