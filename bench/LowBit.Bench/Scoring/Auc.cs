namespace LowBit.Bench;

/// <summary>Area under the ROC curve by ranks; ties count half.</summary>
static class Auc
{
    public static double Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels)
    {
        var (keys, positive) = (scores.ToArray(), labels.ToArray());
        Array.Sort(keys, positive);
        double positives = 0, pairs = 0;
        for (int first = 0, last; first < keys.Length; first = last)
        {
            double tied = 0;
            for (last = first; last < keys.Length && keys[last] == keys[first]; last++)
            {
                tied += positive[last];
            }
            pairs += (last - first - tied) * (positives + tied / 2);
            positives += tied;
        }
        // `pairs` counts, for each negative, the positives below it
        return 1 - pairs / (positives * (keys.Length - positives));
    }
}
