using System.CommandLine;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>What parameters are called on the command line: kebab case, and a short name for the common ones.</summary>
static class OptionNames
{
    static readonly Dictionary<string, string> ShortNames = new()
    {
        ["label_column"] = "--label",
        ["weight_column"] = "--weight",
        ["group_column"] = "--group",
        ["ignore_column"] = "--ignore",
        ["categorical_feature"] = "--categorical",
        ["num_threads"] = "--threads",
        ["output_model"] = "--model",
        ["output_result"] = "--output",
        ["predict_raw_score"] = "--raw",
        ["predict_leaf_index"] = "--leaf",
        ["predict_contrib"] = "--contributions",
    };

    /// <summary>What <c>train</c> takes besides its files: every parameter that is not about prediction.</summary>
    public static IEnumerable<Parameter> ForTraining => ParameterTable.All.ExceptBy(
        [.. ParameterTable.Prediction.Select(row => row.Name), "config", "task", "data", "valid"], row => row.Name);

    /// <summary>What <c>bits</c> takes besides its file: what <c>train</c> takes, but no width, no continuation and no model.</summary>
    public static IEnumerable<Parameter> ForBits => ForTraining.Where(
        row => row.Meaning != "grad_bits" && row.Name is not ("output_model" or "input_model" or "checkpoint" or "checkpoint_every" or "resume"));

    /// <summary>What <c>predict</c> takes besides its files.</summary>
    public static IEnumerable<Parameter> ForPrediction =>
        ParameterTable.Prediction.Concat(Named("num_threads", "header"));

    /// <summary>What <c>evaluate</c> takes besides its files.</summary>
    public static IEnumerable<Parameter> ForEvaluation =>
        Named(
            ["metric", "label_column", "weight_column", "header", "start_iteration_predict", "num_iteration_predict", "num_threads",
                .. Evaluation.SettingNames]);

    /// <summary>What <c>refit</c> takes besides its files: the loss, what leaf values obey, and roles of columns.</summary>
    public static IEnumerable<Parameter> ForRefit => Named(
        "objective", "num_class", "sigmoid", "is_unbalance", "scale_pos_weight", "poisson_max_delta_step",
        "reg_sqrt", "alpha", "fair_c", "tweedie_variance_power", "lambda_l1", "lambda_l2",
        "max_delta_step", "path_smooth", "label_column", "weight_column", "ignore_column", "header", "num_threads");

    public static string Of(Parameter row) => ShortNames.GetValueOrDefault(row.Name, "--" + row.Name.Replace('_', '-'));

    /// <summary>Names and aliases of a verb's options, and every spelling of the parameters among them.</summary>
    public static IEnumerable<string> Of(Command command)
    {
        var names = command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).ToList();
        var spellings = ParameterTable.All.Where(row => names.Contains(Of(row)))
            .SelectMany(row => row.Aliases.Prepend(row.Name), (_, name) => "--" + name.Replace('_', '-'));
        return names.Concat(spellings);
    }

    /// <summary>Turns an option that is any spelling of a parameter into the one that verbs know; leaves the rest alone.</summary>
    public static string Normalize(string argument)
    {
        int end = argument.IndexOfAny(['=', ':']);
        string name = end < 0 ? argument : argument[..end];
        return name.StartsWith("--", StringComparison.Ordinal) && ParameterTable.Find(name) is { } row
            ? Of(row) + argument[name.Length..]
            : argument;
    }

    static IEnumerable<Parameter> Named(params string[] names) => names.Select(name => ParameterTable.ByName[name]);
}
