using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// What rounding does to the sums of the first tree. The tree is grown at 32 bits, and its partition of the rows stays;
/// only the levels of its gradients are drawn anew, by the quantizer of training.
/// </summary>
sealed unsafe class RoundingProbe
{
    readonly Dataset _data;
    readonly BoosterOptions _options;
    readonly FirstTree? _tree;

    public RoundingProbe(Dataset data, BoosterOptions options)
    {
        (_data, _options) = (data, options);
        _tree = FirstTree.Grow(data, options);
    }

    /// <summary>Predicted and measured noise of a width; null where the first tree has no split.</summary>
    /// <param name="bits">2 … 8.</param>
    /// <param name="cancellation">Looked at before each repetition.</param>
    public RoundingNoise? Noise(int bits, CancellationToken cancellation)
    {
        if (_tree is null || _tree.Grid(bits) is { IsFlat: true })
        {
            return null;
        }
        var grid = _tree.Grid(bits);
        var expected = _tree.Moments(grid, _options.Rounding);
        var (gradients, gains) = Measure(grid, expected, cancellation);
        double sampling = _tree.SamplingVariance;
        return new(
            Math.Sqrt(expected.Take(_tree.LeafCount).Sum(leaf => leaf.GradientVariance) / sampling),
            Math.Sqrt(gradients.Sum(leaf => leaf.Variance) / sampling),
            Math.Sqrt(_tree.Splits.Average(split => split.Variance(expected) / Square(split.Gain(expected)))),
            Math.Sqrt(_tree.Splits.Select((split, i) => gains[i].Variance / Square(split.Gain(expected))).Average()));
    }

    /// <summary>Deviations from what is expected, over repetitions, of each leaf's gradient sum and each split's gain.</summary>
    (Spread[] Gradients, Spread[] Gains) Measure(GradientGrid grid, LeafMoments[] expected, CancellationToken cancellation)
    {
        using var team = new WorkerTeam(_options.NumThreads);
        var quantizer = new GradientQuantizer(_tree!.Buffers, _data, _options.Rounding, team, Isa.Best);
        var packed = new NativeBuffer<short>(_data.RowCount);
        var gradients = new Spread[_tree.LeafCount];
        var gains = new Spread[_tree.Splits.Length];
        for (int repetition = 0; repetition < WidthComparison.RoundingSeeds; repetition++)
        {
            cancellation.ThrowIfCancellationRequested();
            quantizer.Pack(
                _tree.Output, grid, RandomStreams.Of(_options.Seed, RandomStreams.RoundingNoise, repetition), packed.Start);
            var drawn = _tree.Sums(grid, packed.Span);
            for (int leaf = 0; leaf < gradients.Length; leaf++)
            {
                gradients[leaf].Add(drawn[leaf].Gradient - expected[leaf].Gradient);
            }
            for (int i = 0; i < gains.Length; i++)
            {
                gains[i].Add(_tree.Splits[i].Gain(drawn) - _tree.Splits[i].Gain(expected));
            }
        }
        return (gradients, gains);
    }

    static double Square(double value) => value * value;

    /// <summary>Mean and variance of numbers that are added one after the other, in the order of the repetitions.</summary>
    struct Spread
    {
        double _sum, _squares;
        int _count;

        public void Add(double value)
        {
            _sum += value;
            _squares += value * value;
            _count++;
        }

        public readonly double Variance => Math.Max(0, (_squares - _sum * _sum / _count) / (_count - 1));
    }
}
