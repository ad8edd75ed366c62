namespace LowBit.Boosting;

/// <summary>A number that says how good predictions are. Decides early stopping, so it decides bytes: its value must not
/// depend on the number of threads or ranks (sums through ExactSum).</summary>
public interface IMetric
{
    /// <summary>LightGBM's name: l2, auc, binary_logloss, …</summary>
    string Name { get; }

    /// <summary>True for auc and the like; false for losses.</summary>
    bool HigherIsBetter { get; }

    /// <summary>The metric over all rows of all ranks; the same value on each rank.</summary>
    double Evaluate(EvaluationRows rows);
}
