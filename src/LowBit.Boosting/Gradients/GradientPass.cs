using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Computes the gradients of all rows in blocks that stay in cache, and what the quantizer's scale needs of them: the
/// largest magnitudes, or counts of magnitudes. Both are free of order.
/// </summary>
sealed class GradientPass
{
    const int BlockRows = 4096;

    /// <summary>
    /// The largest gradient level stands for the magnitude that this share of the rows does not exceed, with
    /// <see cref="GradientScale.Quantile"/>.
    /// </summary>
    public const double QuantileOfScale = 0.999;

    const double SmallestBound = IntegerQuantizer.MinScale * sbyte.MaxValue;

    readonly IObjective _objective;
    readonly Dataset _data;
    readonly GradientBuffers _buffers;
    readonly WorkerTeam _team;
    readonly KernelPath _path;
    readonly ICollective _ranks;
    readonly double[] _maxima;
    readonly MagnitudeCounts[] _counts;
    readonly object _gate = new();
    readonly Action<int, int> _computeBlock;
    double[][] _scores = [];
    int _round;

    public GradientPass(
        IObjective objective, Dataset data, GradientBuffers buffers, GradientScale scale, WorkerTeam team, KernelPath path)
    {
        (_objective, _data, _buffers, _team, _path, _ranks) = (objective, data, buffers, team, path, data.Collective);
        _maxima = new double[2 * objective.OutputCount];
        _counts = scale == GradientScale.Quantile
            ? [.. Enumerable.Range(0, objective.OutputCount).Select(_ => new MagnitudeCounts())] : [];
        _computeBlock = ComputeBlock;
    }

    /// <summary>What the largest gradient level of an output stands for.</summary>
    public double GradientBound(int output)
    {
        if (_counts.Length == 0)
        {
            return _maxima[2 * output];
        }
        double quantile = _counts[output].Quantile(QuantileOfScale);
        // where nearly all gradients are 0 their quantile is no scale for the others
        return quantile >= SmallestBound ? Math.Min(_maxima[2 * output], quantile) : _maxima[2 * output];
    }

    /// <summary>max |g| of an output.</summary>
    public double GradientMaximum(int output) => _maxima[2 * output];

    /// <summary>max h of an output.</summary>
    public double HessianBound(int output) => _buffers.IsUnit ? 1 : _maxima[2 * output + 1];

    /// <summary>Computes gradients and bounds of one round, over all ranks.</summary>
    public void Compute(int round, double[][] scores)
    {
        (_round, _scores) = (round, scores);
        Array.Clear(_maxima);
        foreach (var counts in _counts)
        {
            counts.Clear();
        }
        _team.ForRanges(_data.RowCount, BlockRows, _computeBlock);
        _ranks.AllReduceMax(_maxima);
        foreach (var counts in _counts)
        {
            _ranks.AllReduceSum(counts.Counts);
        }
    }

    void ComputeBlock(int begin, int end)
    {
        int count = end - begin;
        var rows = new RowBlock(_scores, _data.TargetValues, _data.WeightValues, begin, count);
        _objective.ComputeGradients(rows, new(_buffers.Gradients, _buffers.Hessians, begin, count));
        for (int output = 0; output < _objective.OutputCount; output++)
        {
            var gradients = _buffers.Gradients[output].AsSpan(begin, count);
            var hessians = _buffers.HessiansOf(output);
            hessians = hessians.IsEmpty ? hessians : hessians.Slice(begin, count);
            Note(output, begin, gradients, hessians);
        }
    }

    void Note(int output, int begin, ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        float gradient = AbsMax.Of(gradients, _path), hessian = AbsMax.Of(hessians, _path);
        if (!float.IsFinite(gradient) || !float.IsFinite(hessian) || HasNegative(hessians))
        {
            Reject(begin, gradients, hessians);
        }
        lock (_gate)
        {
            _maxima[2 * output] = Math.Max(_maxima[2 * output], gradient);
            _maxima[2 * output + 1] = Math.Max(_maxima[2 * output + 1], hessian);
            if (_counts.Length > 0)
            {
                _counts[output].Add(gradients);
            }
        }
    }

    /// <summary>The sign bit of any value, −0 aside: −0 is as good as 0.</summary>
    static bool HasNegative(ReadOnlySpan<float> hessians)
    {
        float lowest = 0;
        foreach (float hessian in hessians)
        {
            lowest = hessian < lowest ? hessian : lowest;
        }
        return lowest < 0;
    }

    void Reject(int begin, ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        for (int i = 0; i < gradients.Length; i++)
        {
            bool isBad = !float.IsFinite(gradients[i])
                || !hessians.IsEmpty && !(float.IsFinite(hessians[i]) && hessians[i] >= 0);
            if (isBad)
            {
                throw new BadDataException(
                    $"objective {_objective.ModelText?.Split(' ')[0] ?? "custom"}, round {_round + 1}: {_data.DescribeLabel(begin + i)} gets gradient {gradients[i]:R}"
                    + (hessians.IsEmpty ? "" : $" and hessian {hessians[i]:R}")
                    + "; gradients must be finite and hessians finite and not negative: check the row's label, weight and a smaller learning rate.");
            }
        }
    }
}
