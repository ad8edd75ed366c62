using System.Security.Cryptography;

namespace LowBit.Boosting;

/// <summary>Everything that makes one run another than the next: what changes trees, and what decides when it stops.</summary>
static class RunIdentity
{
    /// <summary>The one parameter of a model file that may differ.</summary>
    const string RoundCount = "num_iterations";

    /// <summary>Parameters that no model file holds, and that decide what is measured when.</summary>
    static readonly string[] Measuring = ["metric_freq", "is_provide_training_metric"];

    /// <summary>Name and value, in a fixed order. All ranks get the same.</summary>
    public static KeyValuePair<string, string>[] Of(BoosterOptions options, Dataset data, IReadOnlyList<Dataset> validation) =>
    [
        .. Settings(options, data.Options),
        .. Custom(options),
        KeyValuePair.Create("input model", data.InputModel is { } model
            ? Convert.ToHexStringLower(SHA256.HashData(ModelWriter.Write(model.Content).Bytes)) : "none"),
        KeyValuePair.Create("number of validation sets", $"{validation.Count}"),
        .. DataFingerprint.Of("training data", data),
        .. validation.SelectMany((set, i) => DataFingerprint.Of($"valid_{i + 1}", set)),
    ];

    /// <summary>What differs first, in words, or null.</summary>
    public static string? Difference(IReadOnlyList<KeyValuePair<string, string>> then, IReadOnlyList<KeyValuePair<string, string>> now)
    {
        var before = new Dictionary<string, string>(then.Count);
        foreach (var (name, value) in then)
        {
            before.TryAdd(name, value);
        }
        foreach (var (name, value) in now)
        {
            if (!before.Remove(name, out string? was))
            {
                return $"{name} is not in it";
            }
            if (was != value)
            {
                return DataFingerprint.IsHash(value) || DataFingerprint.IsHash(was)
                    ? $"{name}: not the same" : $"{name}: '{was}' then, '{value}' now";
            }
        }
        return before.Keys.FirstOrDefault() is { } other ? $"{other} is in it and not in this run" : null;
    }

    static IEnumerable<KeyValuePair<string, string>> Settings(BoosterOptions options, DatasetOptions data)
    {
        var set = new ParameterSet { Options = options, Data = data };
        return from row in ParameterTable.All
               where row.Role is ParameterRole.Option or ParameterRole.Data && row.Meaning == row.Name
                   && (row.InModel && row.Name != RoundCount || Measuring.Contains(row.Name))
               select KeyValuePair.Create(row.Name, row.Get(set));
    }

    static IEnumerable<KeyValuePair<string, string>> Custom(BoosterOptions options) =>
    [
        KeyValuePair.Create("custom objective", options.CustomObjective?.GetType().FullName ?? "none"),
        KeyValuePair.Create("custom metrics", string.Join(", ", options.CustomMetrics.Select(metric => metric.Name))),
    ];
}
