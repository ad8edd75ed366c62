using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Leaf values again from gradients in 32-bit fixed point [Shi22 §4.2]: exact sums over the rows of the bag, in the order of
/// the rows. Inner nodes get their children's sums, and outputs are computed from the root down, so that path smoothing,
/// L1 and the largest step hold for refitted leaves as for any.
/// </summary>
sealed unsafe class LeafRefit(GradientBuffers buffers, Dataset data, int maxLeaves, WorkerTeam team, KernelPath path)
{
    // one leaf more: rows out of the bag
    readonly LeafSums _sums = new(buffers, data, maxLeaves + 1, team, path);

    /// <param name="tree">in, out: the tree.</param>
    /// <param name="output">Whose gradients.</param>
    /// <param name="gradientBound">max |g|.</param>
    /// <param name="hessianBound">max h.</param>
    /// <param name="leaves">[rows] leaf of each row; rows out of the bag have leaf number LeafCount.</param>
    /// <param name="rules">How outputs come from sums.</param>
    public void Refit(
        GrownTree tree, int output, double gradientBound, double hessianBound, ushort* leaves, SplitRules rules)
    {
        var sums = _sums.Of(output, gradientBound, hessianBound, leaves, tree.LeafCount + 1);
        Apply(tree, sums, _sums.GradientScale, _sums.HessianScale, rules);
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
