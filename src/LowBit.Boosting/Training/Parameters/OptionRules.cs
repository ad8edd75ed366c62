namespace LowBit.Boosting;

/// <summary>What options must obey before training starts, one by one and together.</summary>
static class OptionRules
{
    /// <summary>Checks the range of every option and the rules between options.</summary>
    /// <param name="options">The options of a run.</param>
    /// <param name="validationCount">Number of validation sets.</param>
    /// <exception cref="BadOptionException">With LightGBM's name of the option, its value, and what is allowed.</exception>
    public static void Check(BoosterOptions options, int validationCount)
    {
        CheckValues(new ParameterSet { Options = options });
        SamplingRules.Check(options);
        if (options.EarlyStoppingRound > 0)
        {
            CheckEarlyStopping(options, validationCount);
        }
        if (options is { IsUnbalance: true, ScalePosWeight: not 1 })
        {
            throw new BadOptionException(
                $"is_unbalance is true and scale_pos_weight is {options.ScalePosWeight}; both weigh the positive class. Give one of them.");
        }
        string? objective = options.CustomObjective is null ? Objectives.Canonical(options.Objective) : null;
        if (objective is not null)
        {
            CheckClasses(options);
        }
        CheckRegression(options, objective ?? "custom");
    }

    /// <summary>Checks the range of each option by itself.</summary>
    public static void CheckValues(ParameterSet set)
    {
        // A second name of a setting would be refused with words that the caller never used.
        var rows = ParameterTable.All.Where(
            row => row.Role is ParameterRole.Option or ParameterRole.Data && row.Meaning == row.Name);
        foreach (var row in rows)
        {
            string value = row.Get(set);
            if (row.Set(set, value) is null)
            {
                throw new BadOptionException(row.Refusal(row.Name, value));
            }
        }
    }

    static void CheckEarlyStopping(BoosterOptions options, int validationCount)
    {
        if (validationCount == 0)
        {
            throw new BadOptionException(
                $"early_stopping_round is {options.EarlyStoppingRound} but there is no validation set. Add one (--valid FILE), or leave early_stopping_round out.");
        }
        if (options.CustomMetrics.Count == 0 && options.Metrics is ["none" or "na" or "null" or "custom"])
        {
            throw new BadOptionException(
                $"early_stopping_round is {options.EarlyStoppingRound} but metric is none. Name a metric, or leave early_stopping_round out.");
        }
    }

    /// <summary>Alpha where it is the fraction of a quantile.</summary>
    /// <exception cref="BadOptionException">It is no fraction.</exception>
    public static double Fraction(BoosterOptions options) => options.Alpha < 1 ? options.Alpha : throw new BadOptionException(
        FormattableString.Invariant($"alpha is {options.Alpha} with quantile; allowed: above 0 and below 1. Give the fraction of labels that lie below."));

    static void CheckRegression(BoosterOptions options, string objective)
    {
        if (objective == "quantile" || options.Metrics.Contains("quantile", StringComparer.OrdinalIgnoreCase))
        {
            Fraction(options);
        }
        if (options.RegSqrt && !Objectives.TakesRoots(objective))
        {
            throw new BadOptionException(
                $"reg_sqrt is true with objective {objective}; roots go with regression, regression_l1, fair, quantile and mape. Leave it out.");
        }
    }

    static void CheckClasses(BoosterOptions options)
    {
        bool isMulticlass = ParameterTable.IsMulticlass(options.Objective);
        if (isMulticlass && options.NumClass == 1)
        {
            throw new BadOptionException(
                "num_class is 1 with a multiclass objective; allowed: 2 or more. Give the number of classes, or 0 to take it from the labels.");
        }
        if (!isMulticlass && options.NumClass > 1)
        {
            throw new BadOptionException(
                $"num_class is {options.NumClass} with objective {options.Objective}; only multiclass and multiclassova have classes. Set the objective to one of them, or leave num_class out.");
        }
    }
}
