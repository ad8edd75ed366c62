using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>Labels of a file as the model's objective reads them.</summary>
static class EvaluationLabels
{
    /// <summary>Takes −1 and 1 for the classes of a binary model, and checks that the objective takes every label.</summary>
    /// <param name="model">Its objective and classes.</param>
    /// <param name="table">Where the labels come from.</param>
    /// <param name="labels">in: codes and numbers of the file; out: what metrics take.</param>
    /// <param name="weights">Weights, or null.</param>
    public static void Check(BoostedTrees model, ModelTable table, double[] labels, double[]? weights)
    {
        string objective = model.Objective?.Split(' ')[0] ?? "custom";
        if (objective == "binary" && labels.Contains(-1) && labels.All(label => label is -1 or 1))
        {
            labels.AsSpan().Replace(-1, 0);
        }
        var (isAllowed, allowed) = Rule(objective, model);
        int bad = Array.FindIndex(labels, label => !double.IsFinite(label) || !isAllowed(label));
        if (bad >= 0)
        {
            throw new BadDataException(
                $"{table.DescribeLabel(bad)} is no label of the model, which takes {allowed}. Correct the row, or name another column with --label.");
        }
        int badWeight = Array.FindIndex(weights ?? [], weight => !double.IsFinite(weight) || weight < 0);
        if (badWeight >= 0)
        {
            throw new BadDataException($"{table.DescribeWeight(badWeight)} is no weight; weights are finite and 0 or more. Correct the row.");
        }
    }

    static (Func<double, bool> IsAllowed, string Words) Rule(string objective, BoostedTrees model) => objective switch
    {
        _ when model.Schema?.ClassNames is { Count: > 0 } classes => (_ => true, string.Join(", ", classes)),
        "binary" => (label => label is 0 or 1, "0 and 1, or −1 and 1"),
        "multiclass" or "multiclassova" => (label => label >= 0 && label < model.OutputCount && label == Math.Floor(label),
            $"the integers from 0 to {model.OutputCount - 1}"),
        "poisson" or "tweedie" => (label => label >= 0, "numbers of at least 0"),
        "gamma" => (label => label > 0, "numbers above 0"),
        "cross_entropy" or "cross_entropy_lambda" => (label => label is >= 0 and <= 1, "numbers from 0 to 1"),
        _ => (_ => true, "finite numbers"),
    };
}
