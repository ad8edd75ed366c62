// A loss and a metric of your own: late deliveries cost three times what early ones do.
// Run: dotnet run samples/custom-objective.cs
#:project ../src/LowBit.Boosting/LowBit.Boosting.csproj
#:property RestorePackagesWithLockFile=false
using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

double[] distance = [.. Enumerable.Range(0, 4_000).Select(i => i * 29 % 100 + 1.0)];
double[] minutes = [.. distance.Select((d, i) => 5 + 2 * d + i * 17 % 31)];
var data = Dataset.FromArrays(distance, distance.Length, 1, minutes);

var options = new BoosterOptions
{
    CustomObjective = new Lateness(),
    CustomMetrics = [new MeanCost()],
    IsProvideTrainingMetric = true,
    NumIterations = 100,
};
double last = double.NaN;
var model = Booster.Train(data, options, observer: new LastMetric(value => last = value));
double[] promise = new double[1];
model.PredictRaw([50], promise);
Console.WriteLine($"promise for 50 km: {promise[0]:F1} minutes, mean cost {last:F2}");

/// <summary>Squared error, three times as heavy where the promise was too short.</summary>
sealed class Lateness : IObjective
{
    public const double LateFactor = 3;

    double _mean;

    public string? ModelText => null;

    public int OutputCount => 1;

    public string DefaultMetric => "l2";

    public bool HasUnitHessian => false;

    public double? LeafPercentile => null;

    public void Prepare(ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Func<int, string> describeRow, ICollective collective)
    {
        var sum = new ExactSum();
        sum.Add(labels);
        _mean = sum.Value / labels.Length;
    }

    public double Baseline(int output) => _mean;

    public void ComputeGradients(RowBlock rows, GradientBlock destination)
    {
        ReadOnlySpan<double> scores = rows.Scores(0), labels = rows.Labels;
        Span<float> gradients = destination.Gradients(0), hessians = destination.Hessians(0);
        for (int row = 0; row < rows.RowCount; row++)
        {
            double factor = scores[row] < labels[row] ? LateFactor : 1;
            gradients[row] = (float)(factor * (scores[row] - labels[row]));
            hessians[row] = (float)factor;
        }
    }

    public void Transform(Span<double> scores)
    {
    }
}

/// <summary>What the objective minimizes, a row.</summary>
sealed class MeanCost : IMetric
{
    public string Name => "cost";

    public bool HigherIsBetter => false;

    public double Evaluate(EvaluationRows rows)
    {
        var sum = new ExactSum();
        for (int row = 0; row < rows.RowCount; row++)
        {
            double error = rows.Scores(0)[row] - rows.Labels[row];
            sum.Add((error < 0 ? Lateness.LateFactor : 1) * error * error / 2);
        }
        return sum.Value / rows.RowCount;
    }
}

sealed class LastMetric(Action<double> keep) : ITrainingObserver
{
    public void RoundEnded(TrainingProgress progress) => keep(progress.Metrics[0].Value);
}
