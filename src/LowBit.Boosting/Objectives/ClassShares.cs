using LowBit.Collectives;

namespace LowBit.Boosting;

/// <summary>How many rows each class has, and its weighted share, over all ranks.</summary>
static class ClassShares
{
    /// <summary>Throws with the row of the first label that is no class.</summary>
    public static void CheckLabels(string name, int classCount, ReadOnlySpan<double> labels, Func<int, string> describeRow) =>
        LabelRules.Check(
            labels, label => label >= 0 && label < classCount && label == Math.Floor(label),
            $"{name} with {classCount} classes takes the integers 0 … {classCount - 1}",
            "Code the classes from 0 on, or raise --num-class.", describeRow);

    /// <param name="labels">Classes of this rank's rows.</param>
    /// <param name="weights">Weights of this rank's rows; empty: every row weighs 1.</param>
    /// <param name="ranks">The ranks of this run.</param>
    /// <param name="shares">out: [classes].</param>
    public static void Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, ICollective ranks, Span<double> shares)
    {
        var isOfClass = new double[labels.Length];
        for (int label = 0; label < shares.Length; label++)
        {
            for (int row = 0; row < labels.Length; row++)
            {
                isOfClass[row] = labels[row] == label ? 1 : 0;
            }
            shares[label] = WeightedMean.Of(isOfClass, weights, ranks);
        }
    }

    /// <summary>Rows of each class [classes], then the number of all rows.</summary>
    public static long[] Counts(ReadOnlySpan<double> labels, int classCount, ICollective ranks)
    {
        var counts = new long[classCount + 1];
        foreach (double label in labels)
        {
            counts[(int)label]++;
        }
        counts[classCount] = labels.Length;
        ranks.AllReduceSum(counts);
        return counts;
    }
}
