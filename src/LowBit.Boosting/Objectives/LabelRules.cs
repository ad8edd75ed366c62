namespace LowBit.Boosting;

/// <summary>Which labels an objective takes.</summary>
static class LabelRules
{
    /// <summary>Throws with the row of the first label that is not finite or not allowed.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="isAllowed">What the objective takes of the finite labels.</param>
    /// <param name="allowed">The same in words.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="describeRow">Where a row stands.</param>
    public static void Check(
        ReadOnlySpan<double> labels, Func<double, bool> isAllowed, string allowed, string remedy, Func<int, string> describeRow)
    {
        for (int row = 0; row < labels.Length; row++)
        {
            if (!double.IsFinite(labels[row]) || !isAllowed(labels[row]))
            {
                throw new BadDataException($"{describeRow(row)}: the label is {labels[row]:R}; {allowed}. {remedy}");
            }
        }
    }
}
