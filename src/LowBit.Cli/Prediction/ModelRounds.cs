using System.Globalization;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>Which rounds of a model predict.</summary>
static class ModelRounds
{
    /// <summary>What the parameters say; as in LightGBM, a first round below 0 is the first.</summary>
    public static PredictionOptions Of(ParameterSet set) => new(
        Math.Max(0, Number(set, "start_iteration_predict")), Number(set, "num_iteration_predict"), set.Options.NumThreads);

    /// <summary>Number of rounds used.</summary>
    public static int Count(BoostedTrees model, PredictionOptions options)
    {
        int left = Math.Max(0, model.IterationCount - options.FirstIteration);
        return options.IterationCount > 0 ? Math.Min(options.IterationCount, left) : left;
    }

    static int Number(ParameterSet set, string name) =>
        set.Command.TryGetValue(name, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
}
