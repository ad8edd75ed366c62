using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Everything that changes the trees. Names, meanings and defaults are LightGBM's, in .NET spelling, except
/// <see cref="GradientBits"/>, <see cref="GradientScale"/>, <see cref="Rounding"/> and <see cref="RefitLeaves"/>.
/// </summary>
public sealed record BoosterOptions
{
    /// <summary>
    /// LightGBM's name of the loss: regression, regression_l1, huber, fair, poisson, quantile, mape, gamma, tweedie, binary,
    /// multiclass, multiclassova, cross_entropy, cross_entropy_lambda. Default regression.
    /// </summary>
    public string Objective { get; init; } = "regression";

    /// <summary>
    /// Boosting, or a random forest, which needs bagging or <see cref="FeatureFraction"/> and knows no learning rate.
    /// Default boosting.
    /// </summary>
    public BoostingMode Boosting { get; init; }

    /// <summary>A loss of your own; takes the place of <see cref="Objective"/>.</summary>
    public IObjective? CustomObjective { get; init; }

    /// <summary>Names of metrics in LightGBM's words; empty: the objective's own; "none": none.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Metrics of your own, reported after <see cref="Metrics"/>.</summary>
    public IReadOnlyList<IMetric> CustomMetrics { get; init; } = [];

    /// <summary>Boosting rounds, ≥ 0. Default 100.</summary>
    public int NumIterations { get; init; } = 100;

    /// <summary>Factor on every leaf, &gt; 0; a random forest has none. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>
    /// Learning rate of each round, all &gt; 0; from the end of the list on its last one holds. Empty:
    /// <see cref="LearningRate"/>. Default empty.
    /// </summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [];

    /// <summary>
    /// Factor on <see cref="LearningRate"/> every <see cref="LearningRateDecayFreq"/> rounds, (0, 1]: round r, counted from
    /// 0, has LearningRate · decay^⌊r / freq⌋. Default 1.
    /// </summary>
    public double LearningRateDecay { get; init; } = 1;

    /// <summary>Rounds from one lower learning rate to the next, ≥ 1. Default 1.</summary>
    public int LearningRateDecayFreq { get; init; } = 1;

    /// <summary>Leaves a tree, 2 … 65,535. Default 31.</summary>
    public int NumLeaves { get; init; } = 31;

    /// <summary>Depth a tree; ≤ 0: no limit. Default −1.</summary>
    public int MaxDepth { get; init; } = -1;

    /// <summary>
    /// Rows a leaf must have at least: exactly where every row has the same hessian; elsewhere a row counts by its hessian,
    /// divided by the mean of the leaf that is split (docs/decisions/0006-curvature.md). Default 20.
    /// </summary>
    public int MinDataInLeaf { get; init; } = 20;

    /// <summary>
    /// Numeric features without a threshold that has <see cref="MinDataInLeaf"/> rows of the table on either side are left
    /// out. Only where hessians differ can it matter: few rows may count as many. Default true.
    /// </summary>
    public bool FeaturePreFilter { get; init; } = true;

    /// <summary>Sum of hessians a leaf must have at least. Default 1e-3.</summary>
    public double MinSumHessianInLeaf { get; init; } = 1e-3;

    /// <summary>L1 regularization, ≥ 0. Default 0.</summary>
    public double LambdaL1 { get; init; }

    /// <summary>L2 regularization, ≥ 0. Default 0.</summary>
    public double LambdaL2 { get; init; }

    /// <summary>Gain a split must exceed, ≥ 0. Default 0.</summary>
    public double MinGainToSplit { get; init; }

    /// <summary>Largest |output| of a leaf before shrinkage; ≤ 0: no limit. Default 0.</summary>
    public double MaxDeltaStep { get; init; }

    /// <summary>Pull of a node's output towards its parent's, ≥ 0. Default 0.</summary>
    public double PathSmooth { get; init; }

    /// <summary>Fraction of the rows a bag holds, (0, 1]. Default 1.</summary>
    public double BaggingFraction { get; init; } = 1;

    /// <summary>
    /// Binary: fraction of the rows of the positive class a bag holds, (0, 1]. Where this or
    /// <see cref="NegBaggingFraction"/> is below 1, the two take the place of <see cref="BaggingFraction"/>. Default 1.
    /// </summary>
    public double PosBaggingFraction { get; init; } = 1;

    /// <summary>Binary: fraction of the rows of the negative class a bag holds, (0, 1]. Default 1.</summary>
    public double NegBaggingFraction { get; init; } = 1;

    /// <summary>A new bag every this many rounds; 0: no bagging. Default 0.</summary>
    public int BaggingFreq { get; init; }

    /// <summary>Groups are in a bag with all their rows or not at all. Default false.</summary>
    public bool BaggingByQuery { get; init; }

    /// <summary>Fraction of the features a tree may use, (0, 1]. Default 1.</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>Fraction of the tree's features a node may use, (0, 1]. Default 1.</summary>
    public double FeatureFractionByNode { get; init; } = 1;

    /// <summary>
    /// Extremely randomized trees [Geurts06]: of each feature a node looks at one threshold, or one set of categories,
    /// drawn at random. Default false.
    /// </summary>
    public bool ExtraTrees { get; init; }

    /// <summary>Categorical features with at most this many bins are split one against the rest. Default 4.</summary>
    public int MaxCatToOnehot { get; init; } = 4;

    /// <summary>Categories on the smaller side of a categorical split, at most. Default 32.</summary>
    public int MaxCatThreshold { get; init; } = 32;

    /// <summary>L2 regularization of categorical splits, added to <see cref="LambdaL2"/>. Default 10.</summary>
    public double CatL2 { get; init; } = 10;

    /// <summary>Smoothing of the order of categories; categories of fewer rows, counted as for <see cref="MinDataInLeaf"/>, stay right. Default 10.</summary>
    public double CatSmooth { get; init; } = 10;

    /// <summary>Rows a group of categories must have at least, counted as for <see cref="MinDataInLeaf"/>. Default 100.</summary>
    public int MinDataPerGroup { get; init; } = 100;

    /// <summary>Scores start at the loss's best constant. Default true.</summary>
    public bool BoostFromAverage { get; init; } = true;

    /// <summary>Binary and one-vs-all: weigh the rarer class up to balance. Default false.</summary>
    public bool IsUnbalance { get; init; }

    /// <summary>Binary and one-vs-all: weight of the positive class, &gt; 0. Default 1.</summary>
    public double ScalePosWeight { get; init; } = 1;

    /// <summary>Binary and one-vs-all: slope of the sigmoid, &gt; 0. Default 1.</summary>
    public double Sigmoid { get; init; } = 1;

    /// <summary>
    /// Regression, regression_l1, fair, quantile and mape: learn sign(label) · √|label|; predictions are squared back.
    /// Default false.
    /// </summary>
    public bool RegSqrt { get; init; }

    /// <summary>Huber: where the loss turns linear, &gt; 0; quantile: the fraction, &lt; 1. Default 0.9.</summary>
    public double Alpha { get; init; } = 0.9;

    /// <summary>Fair: the distance scale c, &gt; 0. Default 1.</summary>
    public double FairC { get; init; } = 1;

    /// <summary>Tweedie: the power of the mean that the variance follows, 1 … 2, 2 excluded. Default 1.5.</summary>
    public double TweedieVariancePower { get; init; } = 1.5;

    /// <summary>Poisson: safeguard in the exponent of the hessian, &gt; 0. Default 0.7.</summary>
    public double PoissonMaxDeltaStep { get; init; } = 0.7;

    /// <summary>Multiclass: number of classes; 0: taken from the labels. Default 0.</summary>
    public int NumClass { get; init; }

    /// <summary>Metric multi_error: a row is wrong unless its class is among this many highest, ≥ 1. Default 1.</summary>
    public int MultiErrorTopK { get; init; } = 1;

    /// <summary>Stop when no metric of no validation set improved for this many rounds; 0: never. Default 0.</summary>
    public int EarlyStoppingRound { get; init; }

    /// <summary>Only the first metric decides early stopping. Default false.</summary>
    public bool FirstMetricOnly { get; init; }

    /// <summary>How much better counts as better, ≥ 0. Default 0.</summary>
    public double EarlyStoppingMinDelta { get; init; }

    /// <summary>Metrics are computed every this many rounds, ≥ 1. Default 1.</summary>
    public int MetricFreq { get; init; } = 1;

    /// <summary>Metrics of the training rows are computed too. Default false.</summary>
    public bool IsProvideTrainingMetric { get; init; }

    /// <summary>Seed of everything random. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Seed of the bags; null: <see cref="Seed"/>. Default null.</summary>
    public long? BaggingSeed { get; init; }

    /// <summary>Seed of the choice of features; null: <see cref="Seed"/>. Default null.</summary>
    public long? FeatureFractionSeed { get; init; }

    /// <summary>Seed of the thresholds of <see cref="ExtraTrees"/>; null: <see cref="Seed"/>. Default null.</summary>
    public long? ExtraSeed { get; init; }

    /// <summary>Bits of a gradient: 2 … 8, or 32 for the fixed-point reference. Default 4.</summary>
    public int GradientBits { get; init; } = 4;

    /// <summary>
    /// What the largest level stands for. Default <see cref="GradientScale.Clip"/>: as good as the maximum where gradients are
    /// bounded, and better where their tails are heavy (docs/decisions/0007-scale.md).
    /// </summary>
    public GradientScale GradientScale { get; init; } = GradientScale.Clip;

    /// <summary>How gradients are rounded to levels. Default stochastic.</summary>
    public RoundingMode Rounding { get; init; } = RoundingMode.Stochastic;

    /// <summary>Leaf values again from fixed-point gradients after the tree has grown. Default true.</summary>
    public bool RefitLeaves { get; init; } = true;

    /// <summary>Worker threads; 0: one a core. Changes no byte of the model.</summary>
    public int NumThreads { get; init; }
}
