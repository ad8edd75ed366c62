using System.Runtime.CompilerServices;
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
    readonly LeafTable[] _tables;
    readonly Action<int, int, int> _sumRows;
    readonly int _rowCount;
    readonly KernelPath _path;
    readonly long[] _total;
    ushort* _leaves;
    int _output, _leafCount;
    double _inverseGradient, _inverseHessian;

    public LeafSums(GradientBuffers buffers, Dataset data, int maxLeaves, WorkerTeam team, KernelPath path)
    {
        (_buffers, _team, _ranks, _rowCount, _path) = (buffers, team, data.Collective, data.RowCount, path);
        _tables = [.. Enumerable.Range(0, team.ThreadCount).Select(_ => new LeafTable(maxLeaves))];
        _total = new long[2 * maxLeaves];
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
        (_output, _leafCount) = (output, leafCount);
        (_inverseGradient, _inverseHessian) = (1 / GradientScale, 1 / HessianScale);
        _team.ForRanges(_rowCount, GrainRows, _sumRows);
        var total = _total.AsSpan(0, 2 * leafCount);
        total.Clear();
        foreach (var table in _tables)
        {
            table.MoveTo(total);
        }
        _ranks.AllReduceSum(total);
        return total;
    }

    [SkipLocalsInit]
    void SumRows(int worker, int begin, int end)
    {
        const int BlockRows = 512; // small enough to stay in the first cache
        int* gradients = stackalloc int[BlockRows], hessians = stackalloc int[BlockRows];
        ReadOnlySpan<float> allGradients = _buffers.Gradients[_output], allHessians = _buffers.HessiansOf(_output);
        var table = _tables[worker];
        for (int row = begin; row < end; row += BlockRows)
        {
            int count = Math.Min(BlockRows, end - row);
            FixedPoint.Encode(allGradients.Slice(row, count), _inverseGradient, _path, new(gradients, count));
            if (allHessians.IsEmpty)
            {
                table.AddCounting(_leaves + row, gradients, count);
            }
            else
            {
                FixedPoint.Encode(allHessians.Slice(row, count), _inverseHessian, _path, new(hessians, count));
                table.Add(_leaves + row, gradients, hessians, count);
            }
        }
        if (allHessians.IsEmpty)
        {
            table.Unpack(_leafCount);
        }
    }
}
