using System.Globalization;
using LowBit.Numerics;

namespace LowBit.Boosting;

static partial class Objectives
{
    /// <summary>The transform of a loaded model; the text is kept as it is.</summary>
    /// <param name="text">What follows <c>objective=</c>; null: no such line, raw scores.</param>
    /// <param name="outputCount">Trees a round of the model.</param>
    /// <exception cref="BadModelException">LightGBM writes no such text, or it does not go with the number of trees.</exception>
    public static IScoreTransform FromModelText(string? text, int outputCount = 1)
    {
        var transform = Parse(text, outputCount);
        return transform.OutputCount == outputCount ? transform : throw new BadModelException(
            $"the model's objective '{text}' has {transform.OutputCount} outputs, but the model has {outputCount} trees a round."
            + " The file was altered; save it again from where it was trained.");
    }

    static IScoreTransform Parse(string? text, int outputCount)
    {
        string[] words = (text ?? "custom").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words.FirstOrDefault())
        {
            case "regression" or "regression_l1" or "quantile" or "fair" or "mape" when words.Contains("sqrt"):
                return Elementwise<SignedSquareOperator>();
            case "regression" or "regression_l1" or "quantile" or "fair" or "mape" or "huber" or "lambdarank" or "rank_xendcg":
                return Elementwise<IdentityOperator>();
            case "poisson" or "gamma" or "tweedie":
                return Elementwise<ExpOperator>();
            case "binary":
                return Elementwise<SigmoidOperator>(slope: Number(words, "sigmoid"));
            case "cross_entropy":
                return Elementwise<SigmoidOperator>();
            case "cross_entropy_lambda":
                return Elementwise<SoftplusOperator>();
            case "multiclass":
                return new SoftmaxTransform(text, (int)Number(words, "num_class"), Isa.Best);
            case "multiclassova":
                return Elementwise<SigmoidOperator>((int)Number(words, "num_class"), Number(words, "sigmoid"));
            case "custom":
                return Elementwise<IdentityOperator>(outputCount);
            default:
                throw new BadModelException(
                    $"the model's objective is '{text}', which LightGBM 4 does not write. Remove the line to get raw scores.");
        }

        ElementwiseTransform<TOperator> Elementwise<TOperator>(int outputs = 1, double slope = 1)
            where TOperator : IUnaryOperator => new(text, outputs, slope, Isa.Best);
    }

    static double Number(string[] words, string key)
    {
        string? word = words.FirstOrDefault(word => word.StartsWith(key + ":", StringComparison.Ordinal));
        return double.TryParse(word?[(key.Length + 1)..], CultureInfo.InvariantCulture, out double number) && number > 0
            ? number
            : throw new BadModelException(
                $"the model's objective is '{string.Join(' ', words)}'; it must say {key}:NUMBER, above 0. The file was altered.");
    }
}
