namespace LowBit.Boosting;

/// <summary>The <c>parameters:</c> section of model files.</summary>
static class ParameterText
{
    /// <summary>
    /// One line <c>[key: value]</c> for everything that changes trees, in LightGBM's words and order, then ours. Numbers
    /// read back to the same double. Threads, files and times are not in it. No line break at the end.
    /// </summary>
    /// <param name="options">Options of the run that made the trees.</param>
    /// <param name="data">Options that made the bins.</param>
    /// <param name="categoricalFeatures">Feature indices; the label is not counted.</param>
    public static string Write(BoosterOptions options, DatasetOptions data, IReadOnlyList<int> categoricalFeatures)
    {
        var indices = categoricalFeatures.Select(feature => FormattableString.Invariant($"{feature}"));
        if (options.CustomObjective is not null)
        {
            options = options with { Objective = "custom" };
        }
        var set = new ParameterSet { Options = options, Data = data with { Categorical = [.. indices] } };
        return string.Join('\n', ParameterTable.All.Where(row => row.InModel).Select(row => $"[{row.Name}: {row.Get(set)}]"));
    }
}
