namespace LowBit.Numerics;

/// <summary>
/// The factors on the large row and on the small rows of a group that make the variance of quantizing least [Chen20]:
/// in proportion to w₁^(−1/3) and (w₂ / (n − 1))^(−1/3), where w₁ = λ₁/√n and w₂ = λ₂ · max|H| are the ranges that the rows
/// bring to their group, and with 1/s₁² + 1/s₂² = 1.
/// </summary>
static class HouseholderScales
{
    /// <param name="large">λ₁, range of the large row, above 0.</param>
    /// <param name="small">λ₂, the largest range of the others, above 0.</param>
    /// <param name="count">n, 2 or more.</param>
    internal static (float Large, float Small) Of(double large, double small, int count)
    {
        double root = Math.Sqrt(count);
        double ratio = large / root * (count - 1) / (small * LargestElement(count));
        double cubeRoot = Elementary.Exp(Elementary.Log(ratio) / 3); // s₂ / s₁
        return ((float)Math.Sqrt(1 + 1 / (cubeRoot * cubeRoot)), (float)Math.Sqrt(1 + cubeRoot * cubeRoot));
    }

    /// <summary>max|H|: its first row and column are 1/√n, the others δ(i, j) − 1/(n − √n).</summary>
    internal static double LargestElement(int count)
    {
        double root = Math.Sqrt(count), other = 1 / (count - root);
        return Math.Max(1 / root, count == 2 ? Math.Abs(1 - other) : Math.Max(other, Math.Abs(1 - other)));
    }
}
