namespace LowBit.Boosting;

/// <summary>How the trees of a model come together.</summary>
public enum BoostingMode
{
    /// <summary>Each tree corrects the sum of those before it [Friedman01]. LightGBM's gbdt.</summary>
    GradientBoosting,

    /// <summary>
    /// Each tree is grown from the gradients at the baseline, on a bag of rows or features of its own; predictions are
    /// averages over the rounds [Breiman01]. LightGBM's rf.
    /// </summary>
    RandomForest,
}
