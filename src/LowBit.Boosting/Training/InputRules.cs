namespace LowBit.Boosting;

/// <summary>What must hold of a model that training goes on from, or that is refitted.</summary>
static class InputRules
{
    /// <summary>The options with the model's number of classes, where they take it from the labels.</summary>
    public static BoosterOptions WithClasses(BoosterOptions options, BoostedTrees? model) =>
        model is not null && options.NumClass == 0 && options.CustomObjective is null
            && ParameterTable.IsMulticlass(options.Objective) && model.OutputCount > 1
            ? options with { NumClass = model.OutputCount } : options;

    /// <summary>Checks the model of a training set.</summary>
    public static void Check(
        Dataset data, IReadOnlyList<Dataset> validation, IObjective objective, BoosterOptions options)
    {
        if (data.Options.KeepLeaves)
        {
            throw new BadOptionException(
                "the data set keeps leaves of its input model, which is for a refit; to train on from it, leave DatasetOptions.KeepLeaves out.");
        }
        if (data.InputModel is not { } model)
        {
            return;
        }
        if (model.AverageOutput != (options.Boosting == BoostingMode.RandomForest))
        {
            throw new BadOptionException(model.AverageOutput
                ? "the input model's predictions are averages over its rounds, a random forest; more rounds of it need boosting=rf with its options of bagging."
                : "the input model's predictions are sums over its rounds; boosting=rf cannot go on from it: leave it out, or train a new model.");
        }
        if (validation.Prepend(data).Any(set => set.InitScoreValues is not null))
        {
            throw new BadOptionException(
                "there are an input model and initial scores; rows start from one of them. Leave the initial scores out (a file FILE.init beside the data is read as such), or the input model.");
        }
        if (validation.Prepend(data).Any(set => set.Input?.Scores is null))
        {
            throw new BadOptionException("a data set does not hold the scores of the input model; make it from its file or arrays again.");
        }
        CheckObjective(model, objective);
    }

    /// <exception cref="BadOptionException">The objective is another.</exception>
    public static void CheckObjective(BoostedTrees model, IObjective objective)
    {
        if (model.Objective != objective.ModelText || model.OutputCount != objective.OutputCount)
        {
            throw new BadOptionException(
                $"the objective is {Show(objective.ModelText, objective.OutputCount)}, the input model's is {Show(model.Objective, model.OutputCount)}; give the objective of the model.");
        }
    }

    static string Show(string? text, int outputs) => $"'{text ?? "none"}' with {outputs} output{(outputs == 1 ? "" : "s")}";
}
