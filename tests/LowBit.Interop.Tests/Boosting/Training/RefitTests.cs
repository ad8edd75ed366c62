using LowBit.Boosting;
using LowBit.Tests;

namespace LowBit.Interop.Tests;

/// <summary>Leaf values for new data: LightGBM's refit and ours give the same, but for rounding.</summary>
public class RefitTests
{
    const int RowCount = 2_000;

    static readonly SmallTable Old = new(RowCount), New = new(RowCount, seed: 9);

    [Theory]
    [InlineData("regression", "")]
    [InlineData("regression", "lambda_l1=0.5 lambda_l2=3 max_delta_step=0.4")]
    [InlineData("poisson", "")]
    [InlineData("binary", "lambda_l2=1")]
    [InlineData("multiclass", "")]
    public void LightGbmRefitsToTheSameValues(string objective, string more)
    {
        LightGbmPeer.SkipIfAbsent();
        int classes = objective == "multiclass" ? 3 : 1;
        var options = new BoosterOptions
        {
            Objective = objective,
            NumIterations = 6,
            NumLeaves = 8,
            MinDataInLeaf = 60,
            NumClass = classes == 1 ? 0 : classes,
        };
        options = Options(options, more);
        var model = Booster.Train(Old.ToDataset(objective, new()), options, cancellation: TestContext.Current.CancellationToken);
        var ours = model.Refit(
            New.ToDataset(objective, new() { InputModel = model, KeepLeaves = true }), options, 0.7, TestContext.Current.CancellationToken);

        using var data = LightGbmDataset
            .FromRows(New.Values, RowCount, SmallTable.ColumnCount, "categorical_feature=5,6 min_data_in_bin=3")
            .WithLabels(New.LabelsFor(objective));
        using var booster = new LightGbmBooster(
            data, $"objective={objective} num_class={classes} num_leaves=31 num_threads=1 refit_decay_rate=0.7 {more}");
        using var loaded = LightGbmBooster.Parse(model.ToText());
        booster.Merge(loaded);
        var leaves = new int[RowCount * model.Trees.Count];
        model.PredictLeaf(New.Values, RowCount, leaves);
        booster.Refit(leaves);
        var theirs = BoostedTrees.Parse(booster.Save());
        for (int tree = 0; tree < model.Trees.Count; tree++)
        {
            double[] expected = theirs.Trees[tree].LeafValue, found = ours.Trees[tree].LeafValue;
            for (int leaf = 0; leaf < expected.Length; leaf++)
            {
                Assert.Equal(expected[leaf], found[leaf], 1e-5 * (1 + Math.Abs(expected[leaf])));
            }
        }
    }

    static BoosterOptions Options(BoosterOptions options, string more)
    {
        foreach (string[] pair in more.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=')))
        {
            double value = double.Parse(pair[1]);
            options = pair[0] switch
            {
                "lambda_l1" => options with { LambdaL1 = value },
                "lambda_l2" => options with { LambdaL2 = value },
                _ => options with { MaxDeltaStep = value },
            };
        }
        return options;
    }
}
