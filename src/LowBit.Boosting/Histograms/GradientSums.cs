namespace LowBit.Boosting;

/// <summary>Sums of gradient and hessian levels over rows: exact integers.</summary>
/// <param name="Gradient">Σ gradient levels.</param>
/// <param name="Hessian">Σ hessian levels.</param>
readonly record struct GradientSums(long Gradient, long Hessian)
{
    public static GradientSums operator +(GradientSums a, GradientSums b) => new(a.Gradient + b.Gradient, a.Hessian + b.Hessian);

    public static GradientSums operator -(GradientSums a, GradientSums b) => new(a.Gradient - b.Gradient, a.Hessian - b.Hessian);
}
