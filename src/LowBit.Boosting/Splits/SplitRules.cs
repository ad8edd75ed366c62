namespace LowBit.Boosting;

/// <summary>
/// What makes a split admissible and what it is worth, for one tree. Hessian sums are compared as integers. Candidates of
/// a leaf are ordered by one score, leaves by the gain that follows from it; each is one fixed expression
/// whatever the path and the width of the histogram, so that all find the same split.
/// </summary>
sealed class SplitRules
{
    readonly BoosterOptions _options;

    public SplitRules(BoosterOptions options) => _options = options;

    public GradientGrid Grid { get; private set; }

    /// <summary>Smallest hessian level sum of a child by min_sum_hessian_in_leaf; at least 1.</summary>
    public long MinHessian { get; private set; }

    /// <summary>gradient level² ÷ hessian level in loss units.</summary>
    public double GainUnit { get; private set; }

    /// <summary>Gains are G² / (H + λ): no L1, no largest step, no path smoothing.</summary>
    public bool IsPlain => ArePlain(_options);

    /// <inheritdoc cref="IsPlain"/>
    public static bool ArePlain(BoosterOptions options) => options is { LambdaL1: 0, MaxDeltaStep: <= 0, PathSmooth: 0 };

    /// <summary>Histograms must count rows: gains depend on the children's counts, and hessian levels do not count rows.</summary>
    public static bool NeedsCounts(BoosterOptions options, bool hasUnitHessian) => options.PathSmooth > 0 && !hasUnitHessian;

    public BoosterOptions Options => _options;

    public double LambdaL2InLevels => _options.LambdaL2 / Grid.HessianScale;

    public void StartTree(GradientGrid grid)
    {
        Grid = grid;
        double minLevels = Math.Ceiling(_options.MinSumHessianInLeaf / grid.HessianScale);
        MinHessian = minLevels < long.MaxValue / 2 ? Math.Max(1, (long)minLevels) : long.MaxValue / 2;
        GainUnit = grid.GradientScale * grid.GradientScale / grid.HessianScale;
    }

    /// <summary>
    /// Smallest hessian level sum of a child of this leaf: that of min_sum_hessian_in_leaf, and that of min_data_in_leaf rows.
    /// </summary>
    public long LeastHessian(in LeafTotals leaf) => Math.Max(MinHessian, HessianOf(_options.MinDataInLeaf, leaf));

    /// <summary>
    /// Smallest hessian level sum that counts as some rows: that of as many, less half a row, at the leaf's mean; at least 1. As in
    /// LightGBM a row counts by its curvature; where hessian levels count rows the count is exact.
    /// </summary>
    public static long HessianOf(double rows, in LeafTotals leaf) =>
        Math.Max(1, (long)Math.Ceiling(Math.Max(0, rows - 0.5) * leaf.Sums.Hessian / leaf.RowCount));

    /// <summary>
    /// Loss reduction of two children with their best outputs [Chen16 eq. 7], times 2; in levels where rules are plain.
    /// </summary>
    public double Score(
        GradientSums left, GradientSums right, double lambdaL2, long leftCount, long rightCount, double parentOutput)
    {
        if (IsPlain)
        {
            double lambda = lambdaL2 / Grid.HessianScale;
            return PlainScore(left.Gradient, left.Hessian + lambda, right.Gradient, right.Hessian + lambda);
        }
        return GainAt(left, lambdaL2, Output(left, lambdaL2, leftCount, parentOutput))
            + GainAt(right, lambdaL2, Output(right, lambdaL2, rightCount, parentOutput));
    }

    /// <summary>GL² / HL + GR² / HR with one division; λ is in HL and HR.</summary>
    public static double PlainScore(double leftGradient, double left, double rightGradient, double right) =>
        (leftGradient * leftGradient * right + rightGradient * rightGradient * left) / (left * right);

    /// <summary>The leaf's own gain.</summary>
    public double OwnGain(in LeafTotals leaf)
    {
        if (IsPlain)
        {
            // in levels, as the score: halves of equal G / H gain exactly 0
            double gradient = leaf.Sums.Gradient;
            return gradient * gradient / (leaf.Sums.Hessian + LambdaL2InLevels) * GainUnit;
        }
        double output = _options.PathSmooth > 0
            ? leaf.Output : Output(leaf.Sums, _options.LambdaL2, leaf.RowCount, leaf.Output);
        return GainAt(leaf.Sums, _options.LambdaL2, output);
    }

    /// <summary>Output of a node: −T(G) / (H + λ2), bounded by max_delta_step, pulled to the parent's by path_smooth.</summary>
    public double Output(GradientSums sums, double lambdaL2, double rowCount, double parentOutput) => Output(
        sums.Gradient * Grid.GradientScale, sums.Hessian * Grid.HessianScale, lambdaL2, rowCount, parentOutput);

    /// <inheritdoc cref="Output(GradientSums, double, double, double)"/>
    public double Output(double gradient, double hessian, double lambdaL2, double rowCount, double parentOutput) =>
        Smooth(OutputUnsmoothed(gradient, hessian, lambdaL2), rowCount, parentOutput);

    /// <summary>Output of a node without a parent, the root; 0 where there is no hessian.</summary>
    public double OutputUnsmoothed(double gradient, double hessian, double lambdaL2)
    {
        double curvature = hessian + lambdaL2;
        double output = curvature > 0 ? -Shrink(gradient) / curvature : 0;
        return _options.MaxDeltaStep > 0 ? Math.Clamp(output, -_options.MaxDeltaStep, _options.MaxDeltaStep) : output;
    }

    /// <summary>n/α ÷ (n/α + 1) parts of the node's own output, the rest of its parent's.</summary>
    public double Smooth(double output, double rowCount, double parentOutput)
    {
        if (_options.PathSmooth <= 0)
        {
            return output;
        }
        double ratio = rowCount / _options.PathSmooth;
        return output * ratio / (ratio + 1) + parentOutput / (ratio + 1);
    }

    double GainAt(GradientSums sums, double lambdaL2, double output)
    {
        double gradient = Shrink(sums.Gradient * Grid.GradientScale);
        double hessian = sums.Hessian * Grid.HessianScale + lambdaL2;
        return -(2 * gradient * output + hessian * output * output);
    }

    double Shrink(double gradient)
    {
        double size = Math.Max(0, Math.Abs(gradient) - _options.LambdaL1);
        return gradient < 0 ? -size : size;
    }
}
