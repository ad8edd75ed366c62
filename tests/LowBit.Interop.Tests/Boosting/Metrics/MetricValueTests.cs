using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Tests;

namespace LowBit.Interop.Tests;

/// <summary>
/// Our metrics give LightGBM's values on the scores of a model of LightGBM's. It keeps labels and weights as floats and
/// computes 1 − label and sums of weights in float, so both are such that this is exact.
/// </summary>
[Collection(LightGbmAlone.Name)]
public class MetricValueTests
{
    const int RowCount = 1_000;

    /// <summary>LightGBM takes ln label in double from ln label in float, which should cancel.</summary>
    const double FloatLogarithm = 1e-8;

    static readonly SmallTable Table = new(RowCount);

    static readonly BoosterOptions Settings = new() { Alpha = 0.7, FairC = 1.3, TweedieVariancePower = 1.2, MultiErrorTopK = 1 };

    public static TheoryData<string, string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, bool>();
            foreach (bool hasWeights in (bool[])[false, true])
            {
                cases.Add("regression", "l2,rmse,l1,r2,huber,fair,quantile,mape", hasWeights);
                cases.Add("gamma", "gamma,gamma_deviance,poisson,tweedie,mape", hasWeights);
                cases.Add("tweedie", "tweedie,poisson", hasWeights);
                cases.Add("binary", "auc,average_precision,binary_logloss,binary_error", hasWeights);
                cases.Add("cross_entropy", "cross_entropy,kullback_leibler", hasWeights);
                cases.Add("cross_entropy_lambda", "cross_entropy_lambda", hasWeights);
                cases.Add("multiclass", "multi_logloss,multi_error,auc_mu", hasWeights);
                cases.Add("multiclassova", "multi_logloss,multi_error,auc_mu", hasWeights);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void MetricsAreLightGbms(string objective, string metrics, bool hasWeights)
    {
        LightGbmPeer.SkipIfAbsent();
        CheckMetrics(objective, metrics, hasWeights, Settings);
    }

    [Fact]
    public void ErrorAmongTheMostProbableIsLightGbms()
    {
        LightGbmPeer.SkipIfAbsent();
        CheckMetrics("multiclass", "multi_error", true, Settings with { MultiErrorTopK = 2 });
    }

    static void CheckMetrics(string objective, string metrics, bool hasWeights, BoosterOptions settings)
    {
        double[] labels = Table.LabelsFor(objective), weights = Array.ConvertAll(Table.Weights, weight => Math.Round(8 * weight) / 8);
        labels = Array.ConvertAll(labels, label => (double)(float)(objective.StartsWith("cross_entropy", StringComparison.Ordinal) ? Math.Round(64 * label) / 64 : label));
        string parameters = FormattableString.Invariant(
            $"objective={objective} num_class={(Objectives.IsMulticlass(objective) ? 3 : 1)} num_leaves=15 num_threads=1 categorical_feature=5,6 ")
            + FormattableString.Invariant($"alpha={settings.Alpha} fair_c={settings.FairC} tweedie_variance_power={settings.TweedieVariancePower} ")
            + FormattableString.Invariant($"multi_error_top_k={settings.MultiErrorTopK} metric={metrics}");
        using var data = LightGbmDataset.FromRows(Table.Values, RowCount, SmallTable.ColumnCount, parameters).WithLabels(labels);
        if (hasWeights)
        {
            data.WithWeights(weights);
        }
        using var theirs = new LightGbmBooster(data, parameters).Update(8);
        var model = BoostedTrees.Parse(theirs.Save());
        double[] raw = new double[RowCount * model.OutputCount];
        model.PredictRaw(Table.Values, RowCount, raw);
        double[][] scores = [.. Enumerable.Range(0, model.OutputCount).Select(
            output => raw.Where((_, i) => i % model.OutputCount == output).ToArray())];
        var transform = Objectives.FromModelText(model.Objective, model.OutputCount);
        var rows = new EvaluationRows(scores, labels, hasWeights ? weights : null, transform, SingleProcess.Instance);
        foreach (var (name, expected) in metrics.Split(',').Zip(theirs.Evaluate(0)))
        {
            double tolerance = name == "gamma" ? FloatLogarithm : 1e-12;
            Assert.Equal(expected, Metrics.Create(name, settings).Evaluate(rows), tolerance * Math.Abs(expected));
        }
    }
}
