namespace LowBit.Boosting;

/// <summary>Raw scores that the rows of a set start from; not part of the model.</summary>
static class InitialScores
{
    /// <summary>The scores of one output [rows]: the initial ones, or 0.</summary>
    public static double[] Of(Dataset data, int output) => data.InitScoreValues is { } scores
        ? scores.AsSpan(output * data.RowCount, data.RowCount).ToArray()
        : new double[data.RowCount];

    /// <exception cref="BadDataException">The set has initial scores for another number of outputs.</exception>
    public static void Check(Dataset data, int outputCount, string name)
    {
        if (data.InitScoreValues is { } scores && scores.Length != (long)outputCount * data.RowCount)
        {
            throw new BadDataException(
                $"{name} has initial scores for {scores.Length / data.RowCount} outputs; the objective has {outputCount}. Give one for each row and output.");
        }
    }
}
