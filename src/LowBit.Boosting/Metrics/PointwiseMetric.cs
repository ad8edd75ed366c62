using System.Buffers;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// The weighted mean of a loss that each row has by itself. Both sums are exact, over all threads and ranks, and rounded
/// once. NaN where no row has weight.
/// </summary>
abstract class PointwiseMetric(string name) : IMetric
{
    const int BlockValues = 2048;

    public string Name => name;

    public virtual bool HigherIsBetter => false;

    public virtual double Evaluate(EvaluationRows rows) => Average(SumOfLosses(rows), TotalWeight(rows));

    /// <summary>Losses of some rows, without weights.</summary>
    /// <param name="labels">Labels [rows].</param>
    /// <param name="predictions">in: [rows × outputs], row-major; out: of no use any more.</param>
    /// <param name="losses">out: [rows].</param>
    protected abstract void Losses(ReadOnlySpan<double> labels, Span<double> predictions, Span<double> losses);

    /// <summary>Losses of some rows, times the weights; see <see cref="Losses"/>.</summary>
    /// <param name="labels">Labels [rows].</param>
    /// <param name="weights">Weights [rows]; empty: every row weighs 1.</param>
    /// <param name="predictions">in: [rows × outputs], row-major; out: of no use any more.</param>
    /// <param name="losses">out: [rows].</param>
    protected virtual void WeightedLosses(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Span<double> predictions, Span<double> losses)
    {
        Losses(labels, predictions, losses);
        for (int i = 0; i < weights.Length; i++)
        {
            losses[i] *= weights[i];
        }
    }

    /// <summary>What the sum of the losses is divided by.</summary>
    protected virtual double TotalWeight(EvaluationRows rows) =>
        WeightedMean.TotalWeight(rows.RowCount, rows.Weights, rows.Collective);

    protected virtual double Average(double loss, double weight) => loss / weight;

    /// <summary>The sum over the rows of all ranks.</summary>
    protected double SumOfLosses(EvaluationRows rows)
    {
        var sum = SumOfThreads(rows);
        rows.Collective.AllReduceSum(sum.Limbs);
        return sum.Value;
    }

    ExactSum SumOfThreads(EvaluationRows rows)
    {
        if (rows.Team is not { } team)
        {
            return Sum(rows, 0, rows.RowCount);
        }
        var parts = new ExactSum[team.ThreadCount];
        team.Run(worker => parts[worker] = Sum(rows, Begin(worker), Begin(worker + 1)));
        foreach (var part in parts.AsSpan(1))
        {
            parts[0].Merge(part);
        }
        return parts[0];

        int Begin(int worker) => (int)((long)rows.RowCount * worker / parts.Length);
    }

    ExactSum Sum(EvaluationRows rows, int begin, int end)
    {
        var sum = new ExactSum();
        int blockRows = Math.Max(1, BlockValues / rows.OutputCount);
        double[] buffer = ArrayPool<double>.Shared.Rent(blockRows * (rows.OutputCount + 1));
        for (int first = begin; first < end; first += blockRows)
        {
            int count = Math.Min(blockRows, end - first);
            var losses = buffer.AsSpan(0, count);
            var predictions = buffer.AsSpan(blockRows, count * rows.OutputCount);
            Predict(rows, first, predictions);
            var weights = rows.Weights.IsEmpty ? [] : rows.Weights.Slice(first, count);
            WeightedLosses(rows.Labels.Slice(first, count), weights, predictions, losses);
            sum.Add(losses);
        }
        ArrayPool<double>.Shared.Return(buffer);
        return sum;
    }

    static void Predict(EvaluationRows rows, int first, Span<double> predictions)
    {
        int outputs = rows.OutputCount;
        for (int output = 0; output < outputs; output++)
        {
            var scores = rows.Scores(output)[first..];
            for (int i = 0; i * outputs < predictions.Length; i++)
            {
                predictions[i * outputs + output] = scores[i];
            }
        }
        rows.Transform?.Transform(predictions);
    }
}
