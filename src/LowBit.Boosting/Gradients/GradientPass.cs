using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Computes the gradients of all rows in blocks that stay in cache, and what the quantizer's scale needs of them: the
/// largest magnitudes, or counts of magnitudes. Both are free of order.
/// </summary>
sealed unsafe class GradientPass
{
    const int BlockRows = 4096; // of one output; several share them
    const int SmallestBlock = 256;

    /// <summary>Of Σ |g|, what the largest gradient level may cut off with <see cref="GradientScale.Clip"/>.</summary>
    public const double CutShare = 0.005;

    const double SmallestBound = GradientGrid.MinScale * sbyte.MaxValue;

    readonly IObjective _objective;
    readonly Dataset _data;
    readonly GradientBuffers _buffers;
    readonly WorkerTeam _team;
    readonly KernelPath _path;
    readonly ICollective _ranks;
    readonly double[] _maxima, _bounds;
    readonly long[] _sums;
    readonly double[][] _workerMaxima;
    readonly TopMagnitudes[] _tops;
    readonly Action<int, int, int> _computeBlock;
    readonly Action<int, int> _countBlock, _sumBlock;
    readonly int _blockRows;
    readonly long[] _globalRowCount;
    int _recounted;
    double[][] _scores = [];
    int _round;

    public GradientPass(
        IObjective objective, Dataset data, GradientBuffers buffers, GradientScale scale, WorkerTeam team, KernelPath path)
    {
        (_objective, _data, _buffers, _team, _path, _ranks) = (objective, data, buffers, team, path, data.Collective);
        _maxima = new double[2 * objective.OutputCount];
        _workerMaxima = [.. Enumerable.Range(0, team.ThreadCount).Select(_ => new double[_maxima.Length])];
        _tops = scale == GradientScale.Clip
            ? [.. Enumerable.Range(0, objective.OutputCount).Select(_ => new TopMagnitudes())] : [];
        (_bounds, _sums) = (new double[_tops.Length], new long[_tops.Length]);
        _globalRowCount = [data.RowCount];
        _ranks.AllReduceSum(_globalRowCount);
        _blockRows = Math.Max(SmallestBlock, BlockRows / objective.OutputCount & -SmallestBlock);
        (_computeBlock, _countBlock, _sumBlock) = (ComputeBlock, CountBlock, SumBlock);
    }

    /// <summary>What the largest gradient level of an output stands for.</summary>
    public double GradientBound(int output)
    {
        if (_tops.Length == 0)
        {
            return _maxima[2 * output];
        }
        double bound = _bounds[output];
        // levels of less than that would count as 0
        return bound >= SmallestBound ? Math.Min(_maxima[2 * output], bound) : _maxima[2 * output];
    }

    /// <summary>max |g| of an output.</summary>
    public double GradientMaximum(int output) => _maxima[2 * output];

    /// <summary>max h of an output.</summary>
    public double HessianBound(int output) => _buffers.IsUnit ? 1 : _maxima[2 * output + 1];

    /// <summary>Computes gradients and bounds of one round, over all ranks.</summary>
    public void Compute(int round, double[][] scores)
    {
        (_round, _scores) = (round, scores);
        foreach (double[] maxima in _workerMaxima)
        {
            Array.Clear(maxima);
        }
        _team.ForRanges(_data.RowCount, _blockRows, _computeBlock);
        Array.Clear(_maxima);
        foreach (double[] maxima in _workerMaxima)
        {
            for (int i = 0; i < maxima.Length; i++)
            {
                _maxima[i] = Math.Max(_maxima[i], maxima[i]);
            }
        }
        _ranks.AllReduceMax(_maxima);
        if (_tops.Length > 0)
        {
            Array.Clear(_sums);
            _team.ForRanges(_data.RowCount, BlockRows, _sumBlock);
            _ranks.AllReduceSum(_sums);
        }
        for (int output = 0; output < _tops.Length; output++)
        {
            _bounds[output] = Bound(output);
        }
    }

    float Bound(int output)
    {
        float max = (float)_maxima[2 * output];
        double allowed = CutShare * _sums[output] * FixedPointScale(output);
        _ranks.AllReduceSum(_tops[output].Counts(max));
        if (_tops[output].Bound(allowed, _globalRowCount[0], max) is { } bound)
        {
            return bound;
        }
        _recounted = output;
        _team.ForRanges(_data.RowCount, BlockRows, _countBlock);
        _ranks.AllReduceSum(_tops[output].Counts(max));
        return _tops[output].Bound(allowed, _globalRowCount[0], max)!.Value;
    }

    void ComputeBlock(int worker, int begin, int end)
    {
        int count = end - begin;
        var rows = new RowBlock(_scores, _data.TargetValues, _data.WeightValues, begin, count);
        _objective.ComputeGradients(rows, new(_buffers.Gradients, _buffers.Hessians, begin, count));
        for (int output = 0; output < _objective.OutputCount; output++)
        {
            var gradients = _buffers.Gradients[output].AsSpan(begin, count);
            var hessians = _buffers.HessiansOf(output);
            hessians = hessians.IsEmpty ? hessians : hessians.Slice(begin, count);
            Note(worker, output, begin, gradients, hessians);
        }
    }

    double FixedPointScale(int output) => _maxima[2 * output] > 0 ? FixedPoint.ScaleFor(_maxima[2 * output]) : 0;

    /// <summary>Adds to Σ |g|, in fixed point: free of order.</summary>
    void SumBlock(int begin, int end)
    {
        for (int output = 0; output < _sums.Length; output++)
        {
            if (_maxima[2 * output] > 0)
            {
                var gradients = _buffers.Gradients[output].AsSpan(begin, end - begin);
                Interlocked.Add(ref _sums[output], FixedPoint.SumOfMagnitudes(gradients, 1 / FixedPointScale(output), _path));
            }
        }
    }

    void CountBlock(int begin, int end) => Scan(_recounted, _buffers.Gradients[_recounted].AsSpan(begin, end - begin));

    void Note(int worker, int output, int begin, ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        float gradient = _tops.Length > 0 ? Scan(output, gradients) : AbsMax.Of(gradients, _path);
        float hessian = AbsMax.Of(hessians, _path);
        if (!float.IsFinite(gradient) || !float.IsFinite(hessian) || HasNegative(hessians))
        {
            Reject(begin, gradients, hessians);
        }
        double[] maxima = _workerMaxima[worker];
        maxima[2 * output] = Math.Max(maxima[2 * output], gradient);
        maxima[2 * output + 1] = Math.Max(maxima[2 * output + 1], hessian);
    }

    /// <summary>max |g| of a block, whose large magnitudes are counted.</summary>
    [SkipLocalsInit]
    float Scan(int output, ReadOnlySpan<float> gradients)
    {
        int* buckets = stackalloc int[BlockRows + MagnitudeScan.Slack];
        var top = _tops[output];
        float max = MagnitudeScan.Run(gradients, top.From, _path, buckets, out int count);
        lock (top)
        {
            top.Add(new(buckets, count));
        }
        return max;
    }

    /// <summary>Any value below 0; −0 is as good as 0.</summary>
    bool HasNegative(ReadOnlySpan<float> hessians)
    {
        var vectors = _path == KernelPath.Scalar ? [] : MemoryMarshal.Cast<float, Vector256<float>>(hessians);
        var isNegative = Vector256<float>.Zero;
        foreach (var vector in vectors)
        {
            isNegative |= Vector256.LessThan(vector, Vector256<float>.Zero);
        }
        bool result = isNegative.AsUInt32() != Vector256<uint>.Zero;
        foreach (float hessian in hessians[(vectors.Length * Vector256<float>.Count)..])
        {
            result |= hessian < 0;
        }
        return result;
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
