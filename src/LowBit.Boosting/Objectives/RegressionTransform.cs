using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>From scores to predictions of a number: the score itself, or its signed square where roots were learned.</summary>
static class RegressionTransform
{
    /// <param name="name">LightGBM's name of the objective.</param>
    /// <param name="learnsRoots">reg_sqrt: the model file says so behind the name.</param>
    /// <param name="path">How to compute.</param>
    public static IScoreTransform Of(string name, bool learnsRoots, KernelPath path) => learnsRoots
        ? new ElementwiseTransform<SignedSquareOperator>($"{name} sqrt", 1, 1, path)
        : new ElementwiseTransform<IdentityOperator>(name, 1, 1, path);
}
