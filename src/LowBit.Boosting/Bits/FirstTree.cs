using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// The first tree of 32 bits (of several outputs the last one's), the leaf of each row, and the gradients it was grown
/// from.
/// </summary>
sealed unsafe class FirstTree
{
    readonly ushort[] _leafOf;
    readonly int[] _left, _right;
    readonly double _gradientBound, _hessianBound;

    FirstTree(TrainingRun run, double gradientBound, int rowCount, double lambdaL2)
    {
        var tree = run.LastTree;
        (LeafCount, Output, Buffers) = (tree.LeafCount, run.OutputCount - 1, run.Buffers);
        (_gradientBound, _hessianBound) = (gradientBound, run.Gradients.HessianBound(Output));
        _leafOf = new Span<ushort>(run.Leaves.Leaves, rowCount).ToArray();
        (_left, _right) = ([.. tree.Left[..(LeafCount - 1)].Select(Position)], [.. tree.Right[..(LeafCount - 1)].Select(Position)]);
        Splits = [.. Enumerable.Range(0, LeafCount - 1).Select(node =>
            new SplitMoments(_left[node], _right[node], lambdaL2, tree.Splits[node].LambdaL2))];
        SamplingVariance = Sampling();
    }

    public int LeafCount { get; }

    public int Output { get; }

    public GradientBuffers Buffers { get; }

    /// <summary>The splits; positions are those of <see cref="Moments"/>.</summary>
    public SplitMoments[] Splits { get; }

    /// <summary>Σ over the leaves of n · s², the variance of a leaf's gradient sum where its rows are a sample.</summary>
    public double SamplingVariance { get; }

    /// <summary>Grows the tree; null where it has no split.</summary>
    public static FirstTree? Grow(Dataset data, BoosterOptions options)
    {
        using var run = Start(data, options, GradientGrid.ReferenceBits);
        if (!run.Round(0) || run.LastTree.LeafCount == 1)
        {
            return null;
        }
        using var levels = Start(data, options, bits: 8); // the reference has no levels to set a bound for
        levels.Round(0);
        return new(run, levels.Gradients.GradientBound(run.OutputCount - 1), data.RowCount, options.LambdaL2);
    }

    // a forest's first tree is the same, but nobody asks for the leaves of its rows
    static TrainingRun Start(Dataset data, BoosterOptions options, int bits) => TrainingRun.Start(
        data, options with { GradientBits = bits, EarlyStoppingRound = 0, Boosting = BoostingMode.GradientBoosting }, [],
        EnginePath.Best);

    /// <summary>The levels that training at a width gives these gradients.</summary>
    public GradientGrid Grid(int bits) => GradientGrid.For(bits, _gradientBound, _hessianBound, Buffers.IsUnit);

    /// <summary>Expected sums and their variances: leaves first, then nodes.</summary>
    public LeafMoments[] Moments(GradientGrid grid, RoundingMode rounding)
    {
        var gradients = Levels(Buffers.Gradients[Output], grid.GradientScale, -grid.MaxGradient, grid.MaxGradient, rounding);
        var hessians = Levels(Buffers.HessiansOf(Output), grid.HessianScale, 0, grid.MaxHessian, rounding);
        return WithNodes(leaf => new(gradients[leaf].Sum, gradients[leaf].Variance, hessians[leaf].Sum, hessians[leaf].Variance));
    }

    /// <summary>Sums of levels that were drawn: leaves first, then nodes.</summary>
    public LeafMoments[] Sums(GradientGrid grid, ReadOnlySpan<short> packed)
    {
        long[] gradients = new long[LeafCount], hessians = new long[LeafCount];
        for (int row = 0; row < packed.Length; row++)
        {
            gradients[_leafOf[row]] += packed[row] >> 8;
            hessians[_leafOf[row]] += packed[row] & 0xFF;
        }
        return WithNodes(leaf => new(gradients[leaf] * grid.GradientScale, 0, hessians[leaf] * grid.HessianScale, 0));
    }

    int Position(int child) => child < 0 ? ~child : LeafCount + child;

    LeafMoments[] WithNodes(Func<int, LeafMoments> leaf)
    {
        var moments = new LeafMoments[2 * LeafCount - 1];
        for (int i = 0; i < LeafCount; i++)
        {
            moments[i] = leaf(i);
        }
        for (int node = LeafCount - 2; node >= 0; node--) // a child is a later node than its parent
        {
            moments[LeafCount + node] = moments[_left[node]] + moments[_right[node]];
        }
        return moments;
    }

    /// <summary>Per leaf Σ value and Σ scale² f (1 − f), f the fraction of a row's level before rounding.</summary>
    /// <param name="values">[rows], or empty: all are the scale.</param>
    /// <param name="scale">What a level is worth.</param>
    /// <param name="min">Smallest level.</param>
    /// <param name="max">Largest level.</param>
    /// <param name="rounding">To nearest nothing varies: the expected level is the nearest.</param>
    (double Sum, double Variance)[] Levels(
        ReadOnlySpan<float> values, double scale, float min, float max, RoundingMode rounding)
    {
        var (sums, variances) = (NewSums(), NewSums());
        float inverse = (float)(1 / scale);
        for (int row = 0; row < _leafOf.Length; row++)
        {
            float level = values.IsEmpty ? 1 : Math.Clamp(values[row] * inverse, min, max);
            level = rounding == RoundingMode.Stochastic ? level : NearestEvenRounding.Invoke(level, 0);
            double fraction = level - Math.Floor((double)level);
            sums[_leafOf[row]].Add(level);
            variances[_leafOf[row]].Add(fraction * (1 - fraction));
        }
        return [.. sums.Zip(variances, (sum, variance) => (sum.Value * scale, variance.Value * scale * scale))];
    }

    double Sampling()
    {
        var (sums, squares) = (NewSums(), NewSums());
        long[] counts = new long[LeafCount];
        for (int row = 0; row < _leafOf.Length; row++)
        {
            double gradient = Buffers.Gradients[Output][row];
            sums[_leafOf[row]].Add(gradient);
            squares[_leafOf[row]].Add(gradient * gradient);
            counts[_leafOf[row]]++;
        }
        double total = 0;
        for (int leaf = 0; leaf < LeafCount; leaf++)
        {
            double about = squares[leaf].Value - sums[leaf].Value * sums[leaf].Value / counts[leaf];
            total += counts[leaf] > 1 ? Math.Max(0, about) * counts[leaf] / (counts[leaf] - 1) : 0;
        }
        return total;
    }

    ExactSum[] NewSums() => [.. Enumerable.Range(0, LeafCount).Select(_ => new ExactSum())];
}
