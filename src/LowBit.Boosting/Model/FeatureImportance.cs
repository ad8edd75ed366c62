namespace LowBit.Boosting;

/// <summary>How much each feature does.</summary>
static class FeatureImportance
{
    /// <summary>[featureCount] sums over the splits that have a gain, in the order of the trees.</summary>
    public static double[] Sum(IEnumerable<Tree> trees, int featureCount, ImportanceType type)
    {
        double[] sums = new double[featureCount];
        foreach (var tree in trees)
        {
            for (int node = 0; node < tree.SplitGain.Length; node++)
            {
                if (tree.SplitGain[node] > 0)
                {
                    sums[tree.SplitFeature[node]] += type == ImportanceType.Split ? 1 : tree.SplitGain[node];
                }
            }
        }
        return sums;
    }
}
