namespace LowBit.Studies;

/// <summary>How far random draws of a vector are from a mark: their bias and their variance, summed over the elements.</summary>
/// <param name="mark">What they should have the mean of.</param>
sealed class DrawErrors(float[] mark)
{
    readonly double[] _sums = new double[mark.Length];
    double _squares;
    int _count;

    /// <summary>‖mean of the draws − mark‖².</summary>
    public double SquaredBias => _sums.Sum(sum => sum / _count * (sum / _count));

    /// <summary>Variance of a draw; needs two.</summary>
    public double Variance => (_squares - (SquaredBias * _count)) / (_count - 1);

    /// <summary>Squared bias over what noise alone makes of it, variance / draws: near 1 where there is no bias.</summary>
    public double BiasRatio => BiasRatioBy(this);

    /// <summary>The same by the noise of other draws; for rounding that has none.</summary>
    public double BiasRatioBy(DrawErrors noise) => SquaredBias / (noise.Variance / _count);

    public void Add(ReadOnlySpan<float> draw)
    {
        for (int i = 0; i < draw.Length; i++)
        {
            double error = (double)draw[i] - mark[i];
            _sums[i] += error;
            _squares += error * error;
        }
        _count++;
    }
}
