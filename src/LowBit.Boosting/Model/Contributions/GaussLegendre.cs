namespace LowBit.Boosting;

/// <summary>
/// Points and weights with Σ weight · p(point) = ∫₀¹ p(t) dt for every polynomial p of a degree below twice their number.
/// Made of +, −, × and ÷ alone, so that every machine has the same ones.
/// </summary>
sealed class GaussLegendre
{
    const int MostSteps = 32, CosineTerms = 15;

    /// <param name="count">Number of points, at least 1.</param>
    public GaussLegendre(int count)
    {
        Points = new double[count];
        Weights = new double[count];
        for (int i = 0; i <= (count - 1) / 2; i++)
        {
            double root = 2 * i + 1 == count ? 0 : Root(count, Cosine(Math.PI * (i + 0.75) / (count + 0.5)));
            double slope = Legendre(count, root).Slope;
            (Points[i], Points[count - 1 - i]) = ((1 - root) / 2, (1 + root) / 2);
            Weights[i] = Weights[count - 1 - i] = 1 / ((1 - root) * (1 + root) * slope * slope);
        }
    }

    /// <summary>[count] between 0 and 1, ascending; point i and point count − 1 − i add up to 1.</summary>
    public double[] Points { get; }

    /// <summary>[count] positive; their sum is 1.</summary>
    public double[] Weights { get; }

    /// <summary>Newton's method, until a step moves nothing more.</summary>
    static double Root(int degree, double guess)
    {
        double root = guess;
        for (int step = 0; step < MostSteps; step++)
        {
            var (value, slope) = Legendre(degree, root);
            double next = root - value / slope;
            if (Math.Abs(next - root) <= 1e-16)
            {
                return next;
            }
            root = next;
        }
        return root;
    }

    /// <summary>The Legendre polynomial by its recurrence, and its slope; x is neither −1 nor 1.</summary>
    static (double Value, double Slope) Legendre(int degree, double x)
    {
        double before = 1, value = x;
        for (int n = 2; n <= degree; n++)
        {
            (before, value) = (value, ((2 * n - 1) * x * value - (n - 1) * before) / n);
        }
        return (value, degree * (before - x * value) / ((1 - x) * (1 + x)));
    }

    /// <summary>Good to the last digits for 0 to π / 2; it only has to lead Newton's method to the right root.</summary>
    static double Cosine(double angle)
    {
        double sum = 0, term = 1;
        for (int i = 1; i <= CosineTerms; i++)
        {
            sum += term;
            term *= -angle * angle / ((2 * i - 1) * (2 * i));
        }
        return sum;
    }
}
