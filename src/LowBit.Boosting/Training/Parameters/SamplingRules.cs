namespace LowBit.Boosting;

/// <summary>What options of bags, forests and learning rates must obey together.</summary>
static class SamplingRules
{
    public static void Check(BoosterOptions options)
    {
        if (Bag.IsByClass(options))
        {
            CheckClasses(options);
        }
        if (options.Boosting == BoostingMode.RandomForest)
        {
            CheckForest(options);
        }
        if (options.LearningRates.Count > 0 && options.LearningRateDecay != 1)
        {
            throw new BadOptionException(
                $"learning_rates is a list and learning_rate_decay is {options.LearningRateDecay}; both set the learning rate of a round. Give one of them.");
        }
    }

    /// <summary>Options that hold and change nothing, a line each.</summary>
    public static IEnumerable<string> Notes(BoosterOptions options)
    {
        if (options is { BaggingFraction: < 1, BaggingFreq: 0 })
        {
            yield return "bagging_fraction has no effect while bagging_freq is 0";
        }
        if (Bag.IsByClass(options) && options.BaggingFreq == 0)
        {
            yield return "pos_bagging_fraction and neg_bagging_fraction have no effect while bagging_freq is 0";
        }
        if (Bag.IsByClass(options) && options is { BaggingFraction: < 1, BaggingFreq: > 0 })
        {
            yield return "bagging_fraction has no effect beside pos_bagging_fraction and neg_bagging_fraction";
        }
        if (options.BaggingByQuery && !Bag.IsUsedBy(options))
        {
            yield return "bagging_by_query has no effect without bagging_fraction and bagging_freq";
        }
    }

    static void CheckClasses(BoosterOptions options)
    {
        string given = FormattableString.Invariant(
            $"pos_bagging_fraction is {options.PosBaggingFraction} and neg_bagging_fraction is {options.NegBaggingFraction}");
        if (options.CustomObjective is not null || !ParameterTable.IsBinary(options.Objective))
        {
            string objective = options.CustomObjective is null ? options.Objective : "custom";
            throw new BadOptionException(
                $"{given} with objective {objective}; only binary has classes to sample. Use bagging_fraction.");
        }
        if (options.BaggingByQuery)
        {
            throw new BadOptionException($"{given} with bagging_by_query; a group has rows of both classes. Give one of them.");
        }
    }

    static void CheckForest(BoosterOptions options)
    {
        if (!Bag.IsUsedBy(options) && options.FeatureFraction >= 1)
        {
            throw new BadOptionException(
                "boosting is rf and every tree would see the same rows and features. Set bagging_fraction below 1 and bagging_freq to 1 or more, or feature_fraction below 1.");
        }
        if (options.CustomObjective is not null)
        {
            throw new BadOptionException(
                "boosting is rf with an objective of your own, which is not supported; allowed: the built-in objectives. Name one, or train with gbdt.");
        }
        if (options.LearningRates.Count > 0 || options.LearningRateDecay != 1)
        {
            string name = options.LearningRates.Count > 0 ? "learning_rates" : "learning_rate_decay";
            throw new BadOptionException($"boosting is rf, whose trees have no learning rate. Leave {name} out, or train with gbdt.");
        }
    }
}
