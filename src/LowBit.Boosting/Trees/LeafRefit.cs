using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Leaf values again from gradients in 32-bit fixed point [Shi22 §4.2]: exact sums over the rows of the bag, in the order of
/// the rows. Inner nodes get their children's sums, and outputs are computed from the root down, so that path smoothing,
/// L1 and the largest step hold for refitted leaves as for any.
/// </summary>
sealed unsafe class LeafRefit
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

    public LeafRefit(GradientBuffers buffers, Dataset data, int maxLeaves, WorkerTeam team)
    {
        (_buffers, _team, _ranks, _rowCount) = (buffers, team, data.Collective, data.RowCount);
        // one leaf more: rows out of the bag
        _sums = [.. Enumerable.Range(0, team.ThreadCount).Select(_ => new long[2 * (maxLeaves + 1)])];
        _sumRows = SumRows;
    }

    /// <param name="tree">in, out: the tree.</param>
    /// <param name="output">Whose gradients.</param>
    /// <param name="gradientBound">max |g|.</param>
    /// <param name="hessianBound">max h.</param>
    /// <param name="leaves">[rows] leaf of each row; rows out of the bag have leaf number LeafCount.</param>
    /// <param name="rules">How outputs come from sums.</param>
    public void Refit(
        GrownTree tree, int output, double gradientBound, double hessianBound, ushort* leaves, SplitRules rules)
    {
        double gradientScale = FixedPoint.ScaleFor(gradientBound);
        double hessianScale = _buffers.IsUnit ? 1 : FixedPoint.ScaleFor(hessianBound);
        _leaves = leaves;
        _output = output;
        (_inverseGradient, _inverseHessian) = (1 / gradientScale, 1 / hessianScale);
        int words = 2 * (tree.LeafCount + 1);
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
        Apply(tree, total, gradientScale, hessianScale, rules);
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

    static void Apply(GrownTree tree, ReadOnlySpan<long> sums, double gradientScale, double hessianScale, SplitRules rules)
    {
        // integer sums of nodes: children have higher numbers than their parent
        var nodes = new GradientSums[tree.LeafCount - 1];
        for (int node = nodes.Length - 1; node >= 0; node--)
        {
            nodes[node] = Of(tree.Left[node], nodes, sums) + Of(tree.Right[node], nodes, sums);
        }
        if (nodes.Length > 0)
        {
            tree.Nodes[0] = State(nodes[0], tree.Nodes[0], double.NaN);
        }
        for (int node = 0; node < nodes.Length; node++)
        {
            SetChild(tree.Left[node], tree.Nodes[node].Output, sums);
            SetChild(tree.Right[node], tree.Nodes[node].Output, sums);
        }
        if (nodes.Length == 0)
        {
            tree.Leaves[0] = State(new(sums[0], sums[1]), tree.Leaves[0], double.NaN);
        }

        void SetChild(int child, double parentOutput, ReadOnlySpan<long> leafSums)
        {
            ref var state = ref child >= 0 ? ref tree.Nodes[child] : ref tree.Leaves[~child];
            state = State(Of(child, nodes, leafSums), state, parentOutput);
        }

        NodeState State(GradientSums levels, NodeState state, double parentOutput)
        {
            double gradient = levels.Gradient * gradientScale, hessian = levels.Hessian * hessianScale;
            double own = rules.OutputUnsmoothed(gradient, hessian, state.LambdaL2);
            double output = double.IsNaN(parentOutput) ? own : rules.Smooth(own, state.RowCount, parentOutput);
            return state with { Gradient = gradient, Hessian = hessian, Output = output };
        }
    }

    static GradientSums Of(int child, GradientSums[] nodes, ReadOnlySpan<long> leaves) =>
        child >= 0 ? nodes[child] : new(leaves[2 * ~child], leaves[2 * ~child + 1]);
}
