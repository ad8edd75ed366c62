namespace LowBit.Boosting;

/// <summary>
/// Student's t distribution for whole degrees of freedom, by the finite sums of [Abramowitz64 26.7.3, 26.7.4]: additions,
/// multiplications, divisions and square roots in a fixed order.
/// </summary>
static class StudentT
{
    /// <summary>The t with P(|T| ≤ t) = probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="degrees">Degrees of freedom, ≥ 1.</param>
    public static double Quantile(double probability, int degrees)
    {
        double high = 1;
        while (Central(high, degrees) < probability && high < 1e16)
        {
            high *= 2;
        }
        double low = 0;
        for (double middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2)
        {
            (low, high) = Central(middle, degrees) < probability ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>P(|T| ≤ t).</summary>
    /// <param name="t">≥ 0.</param>
    /// <param name="degrees">Degrees of freedom, ≥ 1.</param>
    public static double Central(double t, int degrees)
    {
        double cosine2 = degrees / (degrees + t * t), sine = t / Math.Sqrt(degrees + t * t); // of θ = atan(t / √ν)
        bool isOdd = degrees % 2 == 1;
        double term = isOdd ? Math.Sqrt(cosine2) : 1, sum = 0;
        for (int i = isOdd ? 3 : 2; i <= degrees; i += 2)
        {
            sum += term;
            term *= cosine2 * (i - 1) / i;
        }
        return isOdd ? 2 / Math.PI * (Atan(t / Math.Sqrt(degrees)) + sine * sum) : sine * sum;
    }

    /// <summary>atan x for x ≥ 0, to a few ulp: three halvings of the angle, then Taylor's series below tan(π/16).</summary>
    static double Atan(double x)
    {
        for (int i = 0; i < 3; i++)
        {
            x /= 1 + Math.Sqrt(1 + x * x);
        }
        double sum = 0;
        for (int i = 25; i >= 1; i -= 2)
        {
            sum = 1.0 / i - x * x * sum;
        }
        return 8 * x * sum;
    }
}
