using LowBit.Boosting;
using LowBit.Tests;

namespace LowBit.Interop.Tests;

/// <summary>Models that LightGBM trains: one for each thing that a model file can say.</summary>
static class PeerModels
{
    public const int ColumnCount = SmallTable.ColumnCount;

    const int RowCount = 2_000;

    public static readonly SmallTable Table = new(RowCount);

    /// <summary>Name, parameters beside the common ones.</summary>
    static readonly Dictionary<string, string> Parameters = new()
    {
        ["regression"] = "objective=regression",
        ["regression sqrt"] = "objective=regression reg_sqrt=true",
        ["regression_l1"] = "objective=regression_l1",
        ["huber"] = "objective=huber",
        ["fair"] = "objective=fair",
        ["poisson"] = "objective=poisson",
        ["quantile"] = "objective=quantile alpha=0.7",
        ["quantile sqrt"] = "objective=quantile reg_sqrt=true",
        ["mape"] = "objective=mape",
        ["gamma"] = "objective=gamma",
        ["tweedie"] = "objective=tweedie tweedie_variance_power=1.2",
        ["binary"] = "objective=binary sigmoid=0.7",
        ["cross_entropy"] = "objective=cross_entropy",
        ["cross_entropy_lambda"] = "objective=cross_entropy_lambda",
        ["multiclass"] = "objective=multiclass num_class=3",
        ["multiclassova"] = "objective=multiclassova num_class=3 sigmoid=1.5",
        ["categories one by one"] = "objective=regression max_cat_to_onehot=100",
        ["categories in sets"] = "objective=regression max_cat_to_onehot=1",
        ["zero as missing"] = "objective=regression zero_as_missing=true",
        ["no missing values"] = "objective=regression use_missing=false",
        ["linear leaves"] = "objective=regression linear_tree=true",
        ["linear leaves of classes"] = "objective=multiclass num_class=3 linear_tree=true",
        ["random forest"] = "objective=binary boosting=rf bagging_freq=1 bagging_fraction=0.6",
        ["random forest of three classes"] = "objective=multiclass num_class=3 boosting=rf bagging_freq=1 bagging_fraction=0.6",
        ["single leaves"] = "objective=regression min_data_in_leaf=2000",
        ["monotone"] = "objective=regression monotone_constraints=1,-1,0,0,0,0,0,0",
        ["dart"] = "objective=regression boosting=dart drop_rate=0.5",
    };

    public static TheoryData<string> Names => [.. Parameters.Keys];

    /// <summary>Of a tree of one leaf LightGBM forgets the leaf's weight when it loads it.</summary>
    public static TheoryData<string> NamesOfSplitTrees => [.. Parameters.Keys.Except(["single leaves"])];

    /// <summary>Trains one of the models.</summary>
    public static LightGbmBooster Train(string name)
    {
        string parameters = Parameters[name];
        string common = "num_leaves=31 min_data_in_bin=3 min_data_per_group=10 cat_smooth=1 num_threads=1 "
            + (parameters.Contains("min_data_in_leaf", StringComparison.Ordinal) ? "" : "min_data_in_leaf=5 ")
            + "categorical_feature=5,6 " + parameters;
        using var data = LightGbmDataset.FromRows(Table.Values, RowCount, ColumnCount, common).WithLabels(LabelsFor(parameters));
        return new LightGbmBooster(data, common).Update(12);
    }

    static double[] LabelsFor(string parameters) => Table.LabelsFor(parameters["objective=".Length..].Split(' ')[0] switch
    {
        "binary" => "binary",
        var objective => objective,
    });

    /// <summary>Rows of the table, one value after the other replaced by one that a node could stumble over.</summary>
    public static double[] AwkwardRows(BoostedTrees model)
    {
        const double zero = 1e-35f;
        double[] always =
        [
            double.NaN, 0, -0.0, 1e-36, -1e-36, zero, -zero, Math.BitIncrement(zero), Math.BitDecrement(-zero),
            double.PositiveInfinity, double.NegativeInfinity, -1, -0.5, 3.7, 1_000, 2_147_483_647, 2_147_483_648, 1e300,
        ];
        var rows = new List<double>();
        for (int feature = 0; feature < ColumnCount; feature++)
        {
            var edges = model.Trees
                .SelectMany(tree => tree.Threshold.Where((_, node) => tree.SplitFeature[node] == feature)).Distinct()
                .SelectMany(edge => new[] { edge, Math.BitIncrement(edge), Math.BitDecrement(edge) });
            foreach (var (i, value) in always.Concat(edges).Index())
            {
                var row = Table.Values.AsSpan(i * 37 % RowCount * ColumnCount, ColumnCount).ToArray();
                row[feature] = value;
                rows.AddRange(row);
            }
        }
        return [.. rows, .. Table.Values.AsSpan(0, 500 * ColumnCount)];
    }
}
