namespace LowBit.Boosting;

/// <summary>What must hold of data and options together.</summary>
static class TrainingRules
{
    public static void Check(Dataset data, BoosterOptions options, IReadOnlyList<Dataset> validation)
    {
        OptionRules.Check(options, validation.Count);
        if (options.BaggingByQuery && Bag.IsUsedBy(options) && data.GroupStarts is null)
        {
            throw new BadOptionException(
                "bagging_by_query is true and the training set has no groups. Give it groups, or leave bagging_by_query out.");
        }
        if (options.Boosting == BoostingMode.RandomForest && validation.Prepend(data).Any(set => set.InitScoreValues is not null))
        {
            throw new BadOptionException(
                "boosting is rf, which averages trees and starts from no initial scores. Leave the initial scores out, or use boosting=gbdt.");
        }
        for (int i = 0; i < validation.Count; i++)
        {
            if (validation[i].Options.Reference != data)
            {
                throw new BadOptionException(
                    $"validation set {i + 1} was not binned like the training set; make it with DatasetOptions.Reference = the training set.");
            }
        }
    }
}
