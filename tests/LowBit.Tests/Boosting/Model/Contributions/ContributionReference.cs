using System.Numerics;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>
/// Contributions as they are defined. A feature that is not known is averaged over: each node on it weighs its two sides
/// by their training rows. A feature's contribution is what knowing it adds, averaged over the orders in which features
/// become known.
/// </summary>
static class ContributionReference
{
    /// <summary>[features + 1] of one tree: every set of known features is tried.</summary>
    public static double[] Of(Tree tree, double[] row)
    {
        int count = row.Length;
        double[] values = [.. Enumerable.Range(0, 1 << count).Select(known => Expected(tree, row, known))];
        double[] contributions = new double[count + 1];
        contributions[count] = values[0];
        foreach (int known in Enumerable.Range(0, 1 << count))
        {
            int size = BitOperations.PopCount((uint)known);
            foreach (int feature in Enumerable.Range(0, count).Where(feature => (known >> feature & 1) == 0))
            {
                double weight = Factorial(size) * Factorial(count - size - 1) / Factorial(count);
                contributions[feature] += weight * (values[known | 1 << feature] - values[known]);
            }
        }
        return contributions;
    }

    /// <summary>[outputs × (features + 1)] of a model.</summary>
    public static double[] Of(BoostedTrees model, double[] row)
    {
        int width = row.Length + 1;
        double[] contributions = new double[model.OutputCount * width];
        foreach (var (index, tree) in model.Trees.Index())
        {
            double[] own = Of(tree, row);
            for (int i = 0; i < width; i++)
            {
                contributions[index % model.OutputCount * width + i] += own[i];
            }
        }
        return contributions;
    }

    static double Expected(Tree tree, double[] row, int known)
    {
        return tree.LeafCount == 1 ? tree.LeafValue[0] : At(0);

        double At(int node)
        {
            if (node < 0)
            {
                return tree.LeafValue[~node];
            }
            int left = tree.LeftChild[node], right = tree.RightChild[node];
            if ((known >> tree.SplitFeature[node] & 1) != 0)
            {
                return At(DecisionRule.GoesLeft(tree, node, row[tree.SplitFeature[node]]) ? left : right);
            }
            double leftRows = Rows(left), rightRows = Rows(right);
            return (leftRows * At(left) + rightRows * At(right)) / (leftRows + rightRows);
        }

        double Rows(int node) => node < 0 ? tree.LeafRowCount[~node] : Rows(tree.LeftChild[node]) + Rows(tree.RightChild[node]);
    }

    static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, (product, factor) => product * factor);
}
