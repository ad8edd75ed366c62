using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Exact sums of gradients and hessians over the rows of each leaf, in 32-bit fixed point: free of the order of rows,
/// threads and ranks.
/// </summary>
sealed unsafe class LeafSums
{
    const int GrainRows = 16_384;

    readonly GradientBuffers _buffers;
    readonly WorkerTeam _team;
    readonly ICollective _ranks;
    readonly long[][] _sums;
    readonly Action<int, int, int> _sumRows;
    readonly int _rowCount;
    ushort* _leaves;
    int _output;
    double _inverseGradient, _inverseHessian;

    public LeafSums(GradientBuffers buffers, Dataset data, int maxLeaves, WorkerTeam team)
    {
        (_buffers, _team, _ranks, _rowCount) = (buffers, team, data.Collective, data.RowCount);
        _sums = [.. Enumerable.Range(0, team.ThreadCount).Select(_ => new long[2 * maxLeaves])];
        _sumRows = SumRows;
    }

    /// <summary>What one unit of a gradient sum stands for.</summary>
    public double GradientScale { get; private set; }

    /// <summary>What one unit of a hessian sum stands for.</summary>
    public double HessianScale { get; private set; }

    /// <summary>Σ gradient and Σ hessian of each leaf, one after the other, over all ranks.</summary>
    /// <param name="output">Whose gradients.</param>
    /// <param name="gradientBound">max |g|.</param>
    /// <param name="hessianBound">max h.</param>
    /// <param name="leaves">[rows] leaf of each row.</param>
    /// <param name="leafCount">Leaves.</param>
    public ReadOnlySpan<long> Of(int output, double gradientBound, double hessianBound, ushort* leaves, int leafCount)
    {
        GradientScale = FixedPoint.ScaleFor(gradientBound);
        HessianScale = _buffers.IsUnit ? 1 : FixedPoint.ScaleFor(hessianBound);
        _leaves = leaves;
        _output = output;
        (_inverseGradient, _inverseHessian) = (1 / GradientScale, 1 / HessianScale);
        int words = 2 * leafCount;
        foreach (long[] sums in _sums)
        {
            Array.Clear(sums, 0, words);
        }
        _team.ForRanges(_rowCount, GrainRows, _sumRows);
        var total = _sums[0].AsSpan(0, words);
        for (int worker = 1; worker < _sums.Length; worker++)
        {
            for (int i = 0; i < words; i++)
            {
                total[i] += _sums[worker][i];
            }
        }
        _ranks.AllReduceSum(total);
        return total;
    }

    void SumRows(int worker, int begin, int end)
    {
        var gradients = _buffers.Gradients[_output].AsSpan();
        var hessians = _buffers.HessiansOf(_output);
        fixed (long* sums = _sums[worker])
        {
            for (int row = begin; row < end; row++)
            {
                long* leaf = sums + 2 * _leaves[row];
                leaf[0] += FixedPoint.Encode(gradients[row], _inverseGradient);
                leaf[1] += hessians.IsEmpty ? 1 : FixedPoint.Encode(hessians[row], _inverseHessian);
            }
        }
    }
}
