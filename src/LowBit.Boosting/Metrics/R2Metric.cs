using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// 1 − Σ weight · (prediction − label)² / Σ weight · (label − mean)². Where all labels are the same: 1 if the predictions are
/// right, else 0.
/// </summary>
sealed class R2Metric() : L2Metric("r2")
{
    public override bool HigherIsBetter => true;

    public override double Evaluate(EvaluationRows rows)
    {
        double residual = SumOfLosses(rows), spread = Spread(rows);
        return spread < ZeroThreshold.Value ? residual < ZeroThreshold.Value ? 1 : 0 : 1 - residual / spread;
    }

    static double Spread(EvaluationRows rows)
    {
        double mean = Sum(rows, (label, weight) => label * weight)
            / WeightedMean.TotalWeight(rows.RowCount, rows.Weights, rows.Collective);
        return Sum(rows, (label, weight) => (label - mean) * (label - mean) * weight);
    }

    static double Sum(EvaluationRows rows, Func<double, double, double> term)
    {
        var sum = new ExactSum();
        for (int row = 0; row < rows.RowCount; row++)
        {
            sum.Add(term(rows.Labels[row], rows.Weights.IsEmpty ? 1 : rows.Weights[row]));
        }
        rows.Collective.AllReduceSum(sum.Limbs);
        return sum.Value;
    }
}
