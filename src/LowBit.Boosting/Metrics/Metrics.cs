namespace LowBit.Boosting;

/// <summary>The metrics by LightGBM's names.</summary>
static class Metrics
{
    static readonly string[] None = ["none", "null", "custom", "na"];

    /// <summary>Name, aliases, constructor.</summary>
    static readonly (string Name, string[] Aliases, Func<BoosterOptions, IMetric> Create)[] Table =
    [
        ("l2", ["regression", "regression_l2", "mean_squared_error", "mse"], _ => new L2Metric()),
        ("rmse", ["l2_root", "root_mean_squared_error"], _ => new RmseMetric()),
        ("l1", ["regression_l1", "mean_absolute_error", "mae"], _ => new L1Metric()),
        ("r2", [], _ => new R2Metric()),
        ("huber", [], o => new HuberMetric(o.Alpha)),
        ("fair", [], o => new FairMetric(o.FairC)),
        ("quantile", [], o => new QuantileMetric(OptionRules.Fraction(o))),
        ("mape", ["mean_absolute_percentage_error"], _ => new MapeMetric()),
        ("poisson", [], _ => new PoissonMetric()),
        ("gamma", [], _ => new GammaMetric()),
        ("gamma_deviance", [], _ => new GammaDevianceMetric()),
        ("tweedie", [], o => new TweedieMetric(o.TweedieVariancePower)),
        ("auc", [], _ => new AucMetric()),
        ("average_precision", [], _ => new AveragePrecisionMetric()),
        ("binary_logloss", ["binary"], _ => new BinaryLoglossMetric()),
        ("binary_error", [], _ => new BinaryErrorMetric()),
        ("cross_entropy", ["xentropy"], _ => new CrossEntropyMetric()),
        ("cross_entropy_lambda", ["xentlambda"], _ => new CrossEntropyLambdaMetric()),
        ("kullback_leibler", ["kldiv"], _ => new KullbackLeiblerMetric()),
        ("multi_logloss", ["multiclass", "softmax", "multiclassova", "multiclass_ova", "ova", "ovr"], _ => new MultiLoglossMetric()),
        ("multi_error", [], o => new MultiErrorMetric(o.MultiErrorTopK)),
        ("auc_mu", [], _ => new AucMuMetric()),
    ];

    /// <summary>Names and aliases.</summary>
    public static IEnumerable<string> Names => Table.SelectMany(row => row.Aliases.Prepend(row.Name));

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
            .Select(name => Create(name, options)).DistinctBy(metric => metric.Name).ToList();
        foreach (var metric in named)
        {
            CheckOutputs(metric, objective.OutputCount);
        }
        return [.. named, .. options.CustomMetrics];
    }

    /// <summary>The metric of a name or alias.</summary>
    /// <param name="name">LightGBM's name.</param>
    /// <param name="options">Where metrics find what their losses need: alpha, fair_c, ….</param>
    /// <exception cref="BadOptionException">The name is unknown.</exception>
    public static IMetric Create(string name, BoosterOptions options)
    {
        foreach (var row in Table)
        {
            if (row.Aliases.Prepend(row.Name).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return row.Create(options);
            }
        }
        throw new BadOptionException(
            $"metric is {name}; allowed: {string.Join(", ", Table.Select(row => row.Name))}, none."
            + NearestName.Question(name, Names));
    }

    /// <exception cref="BadOptionException">The metric does not go with that many outputs.</exception>
    public static void CheckOutputs(IMetric metric, int outputCount)
    {
        bool isForClasses = metric is MulticlassMetric or AucMuMetric, hasClasses = outputCount > 1;
        if (isForClasses != hasClasses)
        {
            throw new BadOptionException(
                $"metric is {metric.Name}, which is for {(isForClasses ? "many classes" : "one output")}; the objective has "
                + $"{outputCount} output{(hasClasses ? "s. Use multi_logloss, multi_error or auc_mu." : ". Use another metric.")}");
        }
    }
}
