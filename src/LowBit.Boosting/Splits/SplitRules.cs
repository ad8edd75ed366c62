namespace LowBit.Boosting;

/// <summary>
/// What makes a split admissible and what it is worth, for one tree. Hessian sums are compared as integers; a loss
/// reduction is computed in one fixed expression, so that every path and every rank finds the same split.
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
    public bool IsPlain => _options is { LambdaL1: 0, MaxDeltaStep: <= 0, PathSmooth: 0 };

    /// <summary>Gains depend on the children's row counts.</summary>
    public bool NeedsCounts => _options.PathSmooth > 0 && !Grid.CountsRows;

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
    /// Smallest hessian level sum a child can have: more rows than the leaf can spare would be needed below it. A row adds at
    /// most MaxHessian, so a sibling of sum H has at least H / MaxHessian rows.
    /// </summary>
    public long LowestHessian(in LeafTotals leaf)
    {
        long minData = Math.Max(1, _options.MinDataInLeaf);
        long spare = (leaf.RowCount - minData) * Grid.MaxHessian;
        return Math.Max(Math.Max(MinHessian, Grid.CountsRows ? minData : 1), leaf.Sums.Hessian - spare);
    }

    /// <summary>The rows behind a hessian sum are certainly enough.</summary>
    public bool ProvesCount(long hessian) => hessian >= (long)Math.Max(1, _options.MinDataInLeaf) * Grid.MaxHessian
        || _options.MinDataInLeaf <= 1 && hessian > 0;

    /// <summary>Gain the leaf has without a split, plus what a split must bring.</summary>
    public double GainToBeat(in LeafTotals leaf) => _options.PathSmooth > 0
        ? GainAt(leaf.Sums, _options.LambdaL2, leaf.Output) + _options.MinGainToSplit
        : Gain(leaf.Sums, _options.LambdaL2, leaf.RowCount, leaf.Output) + _options.MinGainToSplit;

    /// <summary>Loss reduction of a child with its best output [Chen16 eq. 7], times 2.</summary>
    public double Gain(GradientSums sums, double lambdaL2, double rowCount, double parentOutput)
    {
        if (IsPlain)
        {
            double gradient = sums.Gradient * Grid.GradientScale;
            return gradient * gradient / (sums.Hessian * Grid.HessianScale + lambdaL2);
        }
        return GainAt(sums, lambdaL2, Output(sums, lambdaL2, rowCount, parentOutput));
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
