using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Class probabilities: e^(score − largest) over the sum of them, added in the order of the classes.</summary>
sealed class SoftmaxTransform(string? modelText, int classCount, KernelPath path) : IScoreTransform
{
    public string? ModelText => modelText;

    public int OutputCount => classCount;

    public void Transform(Span<double> scores)
    {
        for (int first = 0; first < scores.Length; first += classCount)
        {
            SubtractLargest(scores.Slice(first, classCount));
        }
        Elementary.Exp(scores, path, scores);
        for (int first = 0; first < scores.Length; first += classCount)
        {
            DivideBySum(scores.Slice(first, classCount));
        }
    }

    static void SubtractLargest(Span<double> row)
    {
        double largest = row[0];
        foreach (double score in row)
        {
            largest = score > largest ? score : largest;
        }
        foreach (ref double score in row)
        {
            score -= largest;
        }
    }

    static void DivideBySum(Span<double> row)
    {
        double sum = 0;
        foreach (double value in row)
        {
            sum += value;
        }
        foreach (ref double value in row)
        {
            value /= sum;
        }
    }
}
