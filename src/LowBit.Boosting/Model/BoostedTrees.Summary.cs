namespace LowBit.Boosting;

public sealed partial class BoostedTrees
{
    /// <summary>The model at a glance: its size, its features with importance, its options.</summary>
    public ModelSummary Summarize()
    {
        double[] splits = FeatureImportance(ImportanceType.Split);
        double[] gains = FeatureImportance(ImportanceType.Gain);
        return new()
        {
            Objective = Objective,
            IterationCount = IterationCount,
            OutputCount = OutputCount,
            Leaves = Spread.Of([.. Trees.Select(tree => tree.LeafCount)]),
            Depth = Spread.Of([.. Trees.Select(TreeDepth.Of)]),
            Features = [.. Enumerable.Range(0, FeatureCount).Select(feature => new FeatureSummary(
                Schema?.Columns[feature].Name ?? FeatureNames[feature],
                Schema?.Columns[feature].Role ?? ColumnRole.Feature,
                FeatureInfos[feature], splits[feature], gains[feature], TextCategories(feature)))],
            Parameters = ParameterList(),
        };
    }

    KeyValuePair<string, string>[] ParameterList() =>
        [.. from line in (Parameters ?? "").Split('\n', StringSplitOptions.TrimEntries)
            where line is ['[', .., ']'] && line.Contains(": ", StringComparison.Ordinal)
            let split = line.IndexOf(": ", StringComparison.Ordinal)
            select KeyValuePair.Create(line[1..split], line[(split + 2)..^1])];
}
