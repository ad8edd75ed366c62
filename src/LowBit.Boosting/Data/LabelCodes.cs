namespace LowBit.Boosting;

/// <summary>Labels as an objective reads them: −1 and 1 are the classes of a binary loss too, texts are classes only.</summary>
static class LabelCodes
{
    /// <summary>The data set with the labels of a loss; the set itself where they are so already.</summary>
    /// <param name="data">Training rows, or rows to evaluate.</param>
    /// <param name="isClassification">The loss has classes.</param>
    /// <param name="isBinary">There are two.</param>
    /// <param name="isSigned">Labels are −1 and 1: what <see cref="AreSigned"/> said of the training rows.</param>
    public static Dataset For(Dataset data, bool isClassification, bool isBinary, bool isSigned)
    {
        if (data.ClassNames is { } names && (!isClassification || isBinary && names.Count > 2))
        {
            throw new BadDataException(isClassification
                ? $"the label column holds {names.Count} texts; a binary objective takes two. Use multiclass, or another label column."
                : $"{data.DescribeLabel(0)}: the label is text, which only binary and multiclass objectives take. Name another label column or objective.");
        }
        return isBinary && isSigned ? data.WithLabels(Array.ConvertAll(data.LabelValues, label => label < 0 ? 0 : label)) : data;
    }

    /// <summary>Every label is −1 or 1, and some are −1.</summary>
    public static bool AreSigned(Dataset data)
    {
        Span<double> seen = [0, 0];
        foreach (double label in data.LabelValues)
        {
            seen[0] = label == -1 ? 1 : seen[0];
            seen[1] = label is not (-1 or 1) ? 1 : seen[1];
        }
        data.Collective.AllReduceMax(seen);
        return seen[0] == 1 && seen[1] == 0;
    }
}
