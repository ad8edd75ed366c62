namespace LowBit.Bench;

/// <summary>The loss of raw scores on held-out rows: one code for every engine.</summary>
static class Loss
{
    const double Alpha = 0.9;

    public static string NameOf(string objective) => objective switch
    {
        "regression" => "RMSE",
        "poisson" => "Poisson deviance",
        "huber" => "Huber, α 0.9",
        "fair" => "fair, c 1",
        "quantile" => "pinball, α 0.9",
        "regression_l1" => "L1",
        "mape" => "MAPE",
        "gamma" => "gamma deviance",
        "tweedie" => "Tweedie deviance, 1.5",
        "multiclassova" => "sum of log losses",
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
        "huber" => Mean(rows, row => Huber(Math.Abs(raw[row] - rows.Labels[row]))),
        "fair" => Mean(rows, row => Fair(Math.Abs(raw[row] - rows.Labels[row]))),
        "quantile" => Mean(rows, row => Pinball(rows.Labels[row] - raw[row])),
        "regression_l1" => Mean(rows, row => Math.Abs(raw[row] - rows.Labels[row])),
        "mape" => Mean(rows, row => Math.Abs(raw[row] - rows.Labels[row]) / Math.Max(1, Math.Abs(rows.Labels[row]))),
        "gamma" => Mean(rows, row => GammaDeviance(rows.Labels[row], raw[row])),
        "tweedie" => Mean(rows, row => TweedieDeviance(rows.Labels[row], raw[row])),
        "multiclassova" => Mean(rows, row => OneVsAll(raw.AsSpan(row * rows.OutputCount, rows.OutputCount), (int)rows.Labels[row])),
        "binary" or "cross_entropy" => Mean(rows, row => Softplus(rows.Labels[row] > 0 ? -raw[row] : raw[row])),
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

    /// <summary>Half the square up to α = 0.9, LightGBM's default, and a line from there on.</summary>
    static double Huber(double error) => error <= Alpha ? error * error / 2 : Alpha * (error - Alpha / 2);

    /// <summary>|e| − log(1 + |e|): c is 1, LightGBM's default.</summary>
    static double Fair(double error) => error - Math.Log(1 + error);

    static double Pinball(double error) => error > 0 ? Alpha * error : (Alpha - 1) * error;

    /// <summary>2 (log(μ / y) + y / μ − 1) with μ = eˢ.</summary>
    static double GammaDeviance(double label, double score) => 2 * (score - Math.Log(label) + label * Math.Exp(-score) - 1);

    /// <summary>Power 1.5, LightGBM's default: 2 (y⁰·⁵ / (−0.25) + 2 y μ⁻⁰·⁵ + 2 μ⁰·⁵) with μ = eˢ.</summary>
    static double TweedieDeviance(double label, double score) =>
        2 * (-4 * Math.Sqrt(label) + 2 * label * Math.Exp(-score / 2) + 2 * Math.Exp(score / 2));

    static double OneVsAll(ReadOnlySpan<double> scores, int label)
    {
        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            sum += Softplus(i == label ? -scores[i] : scores[i]);
        }
        return sum;
    }

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
