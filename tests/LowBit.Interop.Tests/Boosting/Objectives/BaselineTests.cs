using LowBit.Boosting;
using LowBit.Tests;

namespace LowBit.Interop.Tests;

/// <summary>Our baselines are the constants that LightGBM starts from, up to its sums in floats.</summary>
[Collection(LightGbmAlone.Name)]
public class BaselineTests
{
    const int RowCount = 800;

    static readonly SmallTable Table = new(RowCount);

    public static TheoryData<string, string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, bool>();
            foreach (string objective in ObjectiveRows.Names.Except(["regression_l1", "quantile", "mape"])) // it interpolates
            {
                cases.Add(objective, "", false);
                cases.Add(objective, "", true);
            }
            cases.Add("binary", "is_unbalance=true", true);
            cases.Add("multiclassova", "is_unbalance=true", true);
            cases.Add("multiclassova", "scale_pos_weight=3", true);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BaselineIsLightGbms(string objective, string more, bool hasWeights)
    {
        LightGbmPeer.SkipIfAbsent();
        double[] labels = Table.LabelsFor(objective);
        int classes = Objectives.IsMulticlass(objective) ? 3 : 1;
        string parameters = $"objective={objective} num_class={classes} min_data_in_leaf={RowCount} num_threads=1 {more}";
        using var data = LightGbmDataset.FromRows(Table.Values, RowCount, SmallTable.ColumnCount, parameters).WithLabels(labels);
        if (hasWeights)
        {
            data.WithWeights(Table.Weights);
        }
        using var theirs = new LightGbmBooster(data, parameters).Update(1);
        double[] expected = theirs.Predict(new double[SmallTable.ColumnCount], 1, SmallTable.ColumnCount, PredictionKind.Raw);
        var options = new BoosterOptions
        {
            Objective = objective,
            IsUnbalance = more.StartsWith("is_unbalance", StringComparison.Ordinal),
            ScalePosWeight = more.StartsWith("scale", StringComparison.Ordinal) ? 3 : 1,
        };
        var objectiveOfOurs = Objectives.Create(options, labels, LowBit.Collectives.SingleProcess.Instance, LowBit.Numerics.Isa.Best);
        ObjectiveRows.Prepare(objectiveOfOurs, labels, hasWeights ? Table.Weights : null);
        for (int output = 0; output < classes; output++)
        {
            Assert.Equal(expected[output], objectiveOfOurs.Baseline(output), 1e-5 * (1 + Math.Abs(expected[output])));
        }
    }
}
