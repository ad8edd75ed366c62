namespace LowBit.Bench;

/// <summary>The loss of raw scores on held-out rows: one code for every engine.</summary>
static class Loss
{
    public static string NameOf(string objective) => objective switch
    {
        "regression" => "RMSE",
        "poisson" => "Poisson deviance",
        _ => "log loss",
    };

    /// <summary>Weighted mean over the rows; lower is better.</summary>
    /// <param name="objective">LightGBM's name of the loss trained with.</param>
    /// <param name="rows">Labels and weights.</param>
    /// <param name="raw">[rows × outputs], row-major, raw scores.</param>
    public static double Of(string objective, Rows rows, double[] raw) => objective switch
    {
        "regression" => Math.Sqrt(Mean(rows, row => Square(raw[row] - rows.Labels[row]))),
        "poisson" => Mean(rows, row => PoissonDeviance(rows.Labels[row], raw[row])),
        "binary" => Mean(rows, row => Softplus(rows.Labels[row] > 0 ? -raw[row] : raw[row])),
        "multiclass" => Mean(rows, row => CrossEntropy(raw.AsSpan(row * rows.OutputCount, rows.OutputCount), (int)rows.Labels[row])),
        _ => throw new BenchException($"no loss is known for objective {objective}."),
    };

    static double Mean(Rows rows, Func<int, double> loss)
    {
        double sum = 0, total = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            var weight = rows.Weights?[row] ?? 1;
            (sum, total) = (sum + weight * loss(row), total + weight);
        }
        return sum / total;
    }

    static double Square(double x) => x * x;

    /// <summary>log(1 + eˣ), for any x.</summary>
    static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    static double CrossEntropy(ReadOnlySpan<double> scores, int label)
    {
        double max = double.NegativeInfinity, sum = 0;
        foreach (var score in scores)
        {
            max = Math.Max(max, score);
        }
        foreach (var score in scores)
        {
            sum += Math.Exp(score - max);
        }
        return max + Math.Log(sum) - scores[label];
    }

    /// <summary>2 (y log(y / μ) − y + μ) with μ = eˢ; y log y is 0 at 0.</summary>
    static double PoissonDeviance(double label, double score) =>
        2 * ((label > 0 ? label * (Math.Log(label) - score) : 0) - label + Math.Exp(score));
}
