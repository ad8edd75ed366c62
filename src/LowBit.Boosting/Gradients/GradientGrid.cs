using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// The integers that stand for gradients and hessians in one tree: gradient = level · GradientScale with
/// |level| ≤ MaxGradient, hessian = level · HessianScale with 0 ≤ level ≤ MaxHessian.
/// </summary>
/// <param name="GradientScale">What one gradient level is worth; 0: all gradients are as good as 0.</param>
/// <param name="HessianScale">What one hessian level is worth; 0: all hessians are as good as 0.</param>
/// <param name="MaxGradient">Largest gradient level.</param>
/// <param name="MaxHessian">Largest hessian level; 1: the hessian is constant and levels count rows.</param>
readonly record struct GradientGrid(double GradientScale, double HessianScale, int MaxGradient, int MaxHessian)
{
    /// <summary>Bits of the reference mode: 32-bit fixed point.</summary>
    public const int ReferenceBits = 32;

    /// <summary>Smallest scale of levels, 2⁻¹²⁶: what is below has no normal float inverse.</summary>
    public const double MinScale = 1.1754943508222875e-38;

    /// <summary>Hessian levels count rows, so every count is exact.</summary>
    public bool CountsRows => MaxHessian == 1;

    /// <summary>Nothing to learn: the tree ends.</summary>
    public bool IsFlat => GradientScale == 0 || HessianScale == 0;

    /// <summary>[Shi22]: 2^B − 2 bins, so gradients take ±(2^(B−1) − 1) and hessians 0 … 2^B − 2.</summary>
    /// <param name="bits">2 … 8, or 32.</param>
    /// <param name="maxGradient">What the largest gradient level stands for.</param>
    /// <param name="maxHessian">max h.</param>
    /// <param name="isUnit">Every hessian is 1.</param>
    public static GradientGrid For(int bits, double maxGradient, double maxHessian, bool isUnit)
    {
        if (bits == ReferenceBits)
        {
            return new(
                FixedPointScale(maxGradient), isUnit ? 1 : FixedPointScale(maxHessian),
                FixedPoint.MaxCode, isUnit ? 1 : FixedPoint.MaxCode);
        }
        int level = IntegerFormat.Symmetric(bits).MaxLevel;
        return new(Scale(maxGradient, level), isUnit ? 1 : Scale(maxHessian, 2 * level), level, isUnit ? 1 : 2 * level);
    }

    static double FixedPointScale(double max) => max > 0 ? FixedPoint.ScaleFor(max) : 0;

    /// <summary>Levels are quotients in float: what has no finite inverse there counts as 0.</summary>
    static double Scale(double max, int level) => max / level >= MinScale ? max / level : 0;
}
