namespace LowBit.Boosting;

public sealed partial class BoostedTrees
{
    /// <summary>
    /// The same trees with leaf values for new data, as LightGBM's task refit: tree by tree, each leaf becomes
    /// decayRate · its value + (1 − decayRate) · the value that is best for the new rows in it, which gradients at the
    /// scores of the refitted trees before it give. A leaf that no new row reaches keeps its value. Row counts and weights
    /// stay those of training. Same data and options give the same bytes on any number of threads and ranks.
    /// </summary>
    /// <param name="data">
    /// New rows, made with <see cref="DatasetOptions.InputModel"/> = this model and <see cref="DatasetOptions.KeepLeaves"/>.
    /// </param>
    /// <param name="options">The objective, which must be the model's, and what leaf values obey: LambdaL1, LambdaL2, MaxDeltaStep, PathSmooth.</param>
    /// <param name="decayRate">How much of the old value stays, 0 … 1.</param>
    /// <param name="cancellation">Looked at before each round.</param>
    /// <exception cref="LowBitException">Data, options or model cannot be used; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The refit was cancelled.</exception>
    public BoostedTrees Refit(
        Dataset data, BoosterOptions options, double decayRate = 0.9, CancellationToken cancellation = default) =>
        ModelRefit.Run(this, data, options, decayRate, EnginePath.Best, cancellation);
}
