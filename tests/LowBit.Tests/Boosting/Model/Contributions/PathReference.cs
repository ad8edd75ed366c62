using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>
/// Contributions leaf by leaf, for trees with more features than <see cref="ContributionReference"/> can try the sets of:
/// for each size of a set, a sum of products over all sets of that size. All its terms have one sign.
/// </summary>
static class PathReference
{
    /// <summary>[features + 1] of one tree.</summary>
    public static double[] Of(Tree tree, double[] row)
    {
        double[] contributions = new double[row.Length + 1];
        var pending = new Stack<(int Node, Dictionary<int, (double Cover, bool IsFollowed)> Path)>();
        pending.Push((0, []));
        long[] rows = Rows(tree);
        while (pending.TryPop(out var place))
        {
            if (place.Node < 0)
            {
                Add(tree.LeafValue[~place.Node], place.Path, contributions);
                continue;
            }
            int feature = tree.SplitFeature[place.Node];
            bool goesLeft = DecisionRule.GoesLeft(tree, place.Node, row[feature]);
            foreach (int child in (int[])[tree.LeftChild[place.Node], tree.RightChild[place.Node]])
            {
                var (cover, isFollowed) = place.Path.GetValueOrDefault(feature, (1, true));
                double fraction = (double)(child < 0 ? tree.LeafRowCount[~child] : rows[child]) / rows[place.Node];
                pending.Push((child, new(place.Path)
                {
                    [feature] = (cover * fraction, isFollowed && goesLeft == (child == tree.LeftChild[place.Node])),
                }));
            }
        }
        return contributions;
    }

    static void Add(double value, Dictionary<int, (double Cover, bool IsFollowed)> path, double[] contributions)
    {
        contributions[^1] += value * path.Values.Aggregate(1.0, (product, branch) => product * branch.Cover);
        foreach (var (feature, (cover, isFollowed)) in path)
        {
            double[] bySize = [1]; // of the other features
            foreach (var (otherCover, otherIsFollowed) in path.Where(pair => pair.Key != feature).Select(pair => pair.Value))
            {
                bySize = [.. Enumerable.Range(0, bySize.Length + 1).Select(size =>
                    (size < bySize.Length ? bySize[size] * otherCover : 0) + (size > 0 && otherIsFollowed ? bySize[size - 1] : 0))];
            }
            double weight = 1.0 / path.Count, sum = 0; // size! (count − 1 − size)! / count!
            for (int size = 0; size < bySize.Length; size++)
            {
                sum += weight * bySize[size];
                weight *= (size + 1.0) / Math.Max(1, path.Count - 1 - size);
            }
            contributions[feature] += value * ((isFollowed ? 1 : 0) - cover) * sum;
        }
    }

    /// <summary>Children have higher numbers than their parents.</summary>
    static long[] Rows(Tree tree)
    {
        long[] rows = new long[tree.LeafCount - 1];
        for (int node = rows.Length - 1; node >= 0; node--)
        {
            rows[node] = new[] { tree.LeftChild[node], tree.RightChild[node] }
                .Sum(child => child < 0 ? tree.LeafRowCount[~child] : rows[child]);
        }
        return rows;
    }
}
