namespace LowBit.Numerics;

/// <summary>
/// How far quantized values q are from the values x they stand for. Pairs in which either is not finite are counted and
/// left out of all else. Not thread-safe: one per thread, then <see cref="Merge"/>. Allocates when made, never afterwards.
/// </summary>
/// <remarks>
/// Each stretch of 4,096 pairs of a call, from its first one on, is summed in double in one order on every path (eight
/// partial sums); the stretches' sums are summed exactly. So calls and merges may come in any order, and a tensor cut at
/// multiples of 4,096 gives the same bits as a whole one.
/// </remarks>
public sealed class ErrorStatistics
{
    const double DecibelsPerLog = 4.342944819032518; // 10 / ln 10

    readonly ExactSum _error = new(), _squaredError = new(), _squaredValue = new(), _product = new();

    /// <summary>Pairs of finite numbers.</summary>
    public long Count { get; private set; }

    /// <summary>Pairs whose value is NaN or infinite.</summary>
    public long NonFiniteValueCount { get; private set; }

    /// <summary>Pairs whose value is finite and whose quantized value is not.</summary>
    public long NonFiniteQuantizedCount { get; private set; }

    /// <summary>Finite pairs with x ≠ 0 and q = 0.</summary>
    public long UnderflowCount { get; private set; }

    /// <summary>
    /// Finite pairs with q at an end of the format's range under its scale and x beyond it; only calls of
    /// <see cref="Add(ReadOnlySpan{float}, ReadOnlySpan{float}, ScaleGrid, NumberFormat, MatrixScales, KernelPath)"/> count them.
    /// </summary>
    public long SaturationCount { get; private set; }

    /// <summary>Mean of q − x; 0 for nothing, as are the other means and rates.</summary>
    public double Bias => OverCount(_error.Value);

    /// <summary>
    /// Mean of (q − x)² less the square of <see cref="Bias"/>, ≥ 0; the difference of two rounded numbers, off by about
    /// 2⁻⁵² of the first.
    /// </summary>
    public double ErrorVariance => Math.Max(0, OverCount(_squaredError.Value) - Bias * Bias);

    /// <summary>Σ(q − x)² / Σx²; 0 without error, ∞ with an error where every x is 0.</summary>
    public double RelativeSquaredError =>
        _squaredError.Value == 0 ? 0 : _squaredError.Value / _squaredValue.Value;

    /// <summary>
    /// Signal-to-quantization-noise ratio, 10 log₁₀ (Σx² / Σ(q − x)²) in decibels; ∞ without error, −∞ with an error where
    /// every x is 0.
    /// </summary>
    public double SqnrDecibels => _squaredError.Value == 0 ? double.PositiveInfinity
        : DecibelsPerLog * Elementary.Log(_squaredValue.Value / _squaredError.Value);

    /// <summary>
    /// Σqx / Σx², the projection magnitude alignment [Quartet]: 1 for an unbiased rounding, below 1 where values shrink; 1
    /// where every x is 0.
    /// </summary>
    public double Alignment => _squaredValue.Value == 0 ? 1 : _product.Value / _squaredValue.Value;

    /// <summary><see cref="UnderflowCount"/> over <see cref="Count"/>.</summary>
    public double UnderflowRate => OverCount(UnderflowCount);

    /// <summary><see cref="SaturationCount"/> over <see cref="Count"/>.</summary>
    public double SaturationRate => OverCount(SaturationCount);

    /// <summary>Adds pairs; saturation is not looked for.</summary>
    /// <param name="values">The x.</param>
    /// <param name="quantized">The q, as many.</param>
    /// <param name="path">How to compute the sums.</param>
    public void Add(ReadOnlySpan<float> values, ReadOnlySpan<float> quantized, KernelPath path)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(quantized.Length, values.Length);
        while (values.Length > 0)
        {
            int length = Math.Min(ErrorSums.Stretch, values.Length);
            var sums = ErrorSums.Of(values[..length], quantized[..length], path);
            _error.Add(sums.Error);
            _squaredError.Add(sums.SquaredError);
            _squaredValue.Add(sums.SquaredValue);
            _product.Add(sums.Product);
            Count += length - sums.NonFiniteValues - sums.NonFiniteQuantized;
            NonFiniteValueCount += sums.NonFiniteValues;
            NonFiniteQuantizedCount += sums.NonFiniteQuantized;
            UnderflowCount += sums.Underflows;
            values = values[length..];
            quantized = quantized[length..];
        }
    }

    /// <summary>Adds pairs, and counts those that saturated.</summary>
    /// <param name="values">The x, row-major.</param>
    /// <param name="quantized">The q, as many.</param>
    /// <param name="grid">What shares a scale.</param>
    /// <param name="format">What the elements are.</param>
    /// <param name="scales">The scales, and the zero points of affine grids.</param>
    /// <param name="path">How to compute the sums.</param>
    public void Add(
        ReadOnlySpan<float> values, ReadOnlySpan<float> quantized, ScaleGrid grid, NumberFormat format, MatrixScales scales,
        KernelPath path)
    {
        Add(values[..grid.ElementCount], quantized[..grid.ElementCount], path);
        foreach (var run in grid)
        {
            double scale = scales.Scales[run.Scale], zero = scales.ZeroPoints.IsEmpty ? 0 : scales.ZeroPoints[run.Scale];
            float min = (float)((format.MinFinite - zero) * scale), max = (float)((format.MaxFinite - zero) * scale);
            SaturationCount += ErrorSums.CountSaturated(
                values.Slice(run.Start, run.Length), quantized.Slice(run.Start, run.Length), min, max);
        }
    }

    /// <summary>Adds all that another one holds.</summary>
    public void Merge(ErrorStatistics other)
    {
        _error.Merge(other._error);
        _squaredError.Merge(other._squaredError);
        _squaredValue.Merge(other._squaredValue);
        _product.Merge(other._product);
        Count += other.Count;
        NonFiniteValueCount += other.NonFiniteValueCount;
        NonFiniteQuantizedCount += other.NonFiniteQuantizedCount;
        UnderflowCount += other.UnderflowCount;
        SaturationCount += other.SaturationCount;
    }

    /// <summary>Back to the statistics of nothing.</summary>
    public void Clear()
    {
        _error.Clear();
        _squaredError.Clear();
        _squaredValue.Clear();
        _product.Clear();
        (Count, NonFiniteValueCount, NonFiniteQuantizedCount, UnderflowCount, SaturationCount) = (0, 0, 0, 0, 0);
    }

    double OverCount(double sum) => Count == 0 ? 0 : sum / Count;
}
