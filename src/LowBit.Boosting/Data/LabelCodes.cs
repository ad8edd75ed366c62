namespace LowBit.Boosting;

/// <summary>
/// Labels as a loss reads them: −1 and 1 are the classes of a binary loss too; texts are classes only; with reg_sqrt the
/// target is the label's signed root.
/// </summary>
sealed class LabelCodes
{
    readonly bool _isBinary, _isSigned, _learnsRoots;

    /// <param name="training">The training rows decide what −1 means.</param>
    /// <param name="options">The loss.</param>
    public LabelCodes(Dataset training, BoosterOptions options)
    {
        string objective = options.CustomObjective is null ? Objectives.Canonical(options.Objective) : "custom";
        _isBinary = objective == "binary";
        _learnsRoots = options.RegSqrt;
        if (training.ClassNames is { } names && options.CustomObjective is null)
        {
            Check(training, names, objective);
        }
        _isSigned = _isBinary && AreSigned(training);
    }

    /// <summary>The data set with the labels of the loss; the set itself where they are so already.</summary>
    public Dataset Of(Dataset data) =>
        _isSigned ? data.WithLabels(Array.ConvertAll(data.LabelValues, label => label == -1 ? 0 : label))
        : _learnsRoots ? data.WithLabels(data.LabelValues, Array.ConvertAll(data.LabelValues, SignedRoot))
        : data;

    static double SignedRoot(double label) => Math.CopySign(Math.Sqrt(Math.Abs(label)), label);

    static void Check(Dataset data, IReadOnlyList<string> names, string objective)
    {
        if (objective == "binary" && names.Count > 2)
        {
            throw new BadDataException(
                $"the label column holds {names.Count} texts ({string.Join(", ", names.Take(4))}…); objective binary takes two. Use multiclass, or name another label column.");
        }
        if (objective != "binary" && !Objectives.IsMulticlass(objective))
        {
            throw new BadDataException(
                $"{data.DescribeLabel(0)} is the text '{names[(int)data.Labels[0]]}'; objective {objective} needs numbers. Name another label column, or use binary or multiclass.");
        }
    }

    /// <summary>Every label is −1 or 1, and some are −1.</summary>
    static bool AreSigned(Dataset data)
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
