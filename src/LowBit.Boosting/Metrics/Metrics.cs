namespace LowBit.Boosting;

/// <summary>The metrics by LightGBM's names.</summary>
static class Metrics
{
    static readonly string[] None = ["none", "null", "custom", "na"];

    /// <summary>Name, aliases, constructor.</summary>
    static readonly (string Name, string[] Aliases, Func<IMetric> Create)[] Table =
    [
        ("l2", ["regression", "regression_l2", "mean_squared_error", "mse"], () => new L2Metric()),
        ("rmse", ["l2_root", "root_mean_squared_error"], () => new RmseMetric()),
        ("l1", ["regression_l1", "mean_absolute_error", "mae"], () => new L1Metric()),
        ("poisson", [], () => new PoissonMetric()),
        ("auc", [], () => new AucMetric()),
        ("binary_logloss", ["binary"], () => new BinaryLoglossMetric()),
        ("binary_error", [], () => new BinaryErrorMetric()),
        ("multi_logloss", ["multiclass", "softmax", "multiclassova", "multiclass_ova", "ova", "ovr"], () => new MultiLoglossMetric()),
        ("multi_error", [], () => new MultiErrorMetric()),
    ];

    /// <summary>
    /// The metrics that options ask for, each once, custom ones last; the objective's own where none is named; none at all
    /// for "none".
    /// </summary>
    /// <param name="options">The options of a run.</param>
    /// <param name="objective">The objective of the run.</param>
    /// <exception cref="BadOptionException">A name is unknown, or does not go with the number of classes.</exception>
    public static IReadOnlyList<IMetric> Create(BoosterOptions options, IObjective objective)
    {
        IReadOnlyList<string> names = options.Metrics.Count > 0 ? options.Metrics : [objective.DefaultMetric];
        var named = names.Where(name => !None.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(Create).DistinctBy(metric => metric.Name).ToList();
        foreach (var metric in named)
        {
            CheckOutputs(metric, objective.OutputCount);
        }
        return [.. named, .. options.CustomMetrics];
    }

    /// <summary>The metric of a name or alias.</summary>
    /// <exception cref="BadOptionException">The name is unknown.</exception>
    public static IMetric Create(string name)
    {
        foreach (var row in Table)
        {
            if (row.Aliases.Prepend(row.Name).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return row.Create();
            }
        }
        throw new BadOptionException(
            $"metric is {name}; allowed: {string.Join(", ", Table.Select(row => row.Name))}, none."
            + NearestName.Question(name, Table.SelectMany(row => row.Aliases.Prepend(row.Name))));
    }

    /// <exception cref="BadOptionException">The metric does not go with that many outputs.</exception>
    public static void CheckOutputs(IMetric metric, int outputCount)
    {
        bool isForClasses = metric is MulticlassMetric, hasClasses = outputCount > 1;
        if (isForClasses != hasClasses)
        {
            throw new BadOptionException(
                $"metric is {metric.Name}, which is for {(isForClasses ? "many classes" : "one output")}; the objective has "
                + $"{outputCount} output{(hasClasses ? "s. Use multi_logloss or multi_error." : ". Use another metric.")}");
        }
    }
}
