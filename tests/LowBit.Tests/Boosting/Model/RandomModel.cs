using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Models of random trees with every kind of node, and rows of values that nodes stumble over.</summary>
static class RandomModel
{
    public const int FeatureCount = 7;

    const float Zero = 1e-35f;

    static readonly double[] Values =
    [
        0, -0.0, 1, -1, 2.5, 0.1, Zero, -Zero, 1e-36, -1e-36, Math.BitIncrement(Zero), Math.BitDecrement(-Zero), 5e-324,
        double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity,
    ];

    static readonly double[] Others =
        [double.NaN, 3.7, -0.5, 31, 32, 33, 63.999, 64, 95, 96, 1000, 2_147_483_647, 2_147_483_648, 1e300];

    /// <summary>A model.</summary>
    /// <param name="seed">Everything follows from it.</param>
    /// <param name="rounds">Boosting rounds.</param>
    /// <param name="outputs">Trees a round.</param>
    /// <param name="isLinear">Leaves are linear models.</param>
    /// <param name="mostLeaves">Trees have 1 to this many leaves.</param>
    public static ModelContent Content(int seed, int rounds, int outputs = 1, bool isLinear = false, int mostLeaves = 40)
    {
        var random = new Random(seed);
        return new()
        {
            Trees = [.. Enumerable.Range(0, rounds * outputs).Select(_ => CreateTree(random, isLinear, mostLeaves))],
            OutputCount = outputs,
            ClassCount = outputs,
            FeatureNames = [.. Enumerable.Range(0, FeatureCount).Select(feature => $"f{feature}")],
            FeatureInfos = [.. Enumerable.Repeat("[-1:1]", FeatureCount)],
        };
    }

    /// <summary>[count × FeatureCount].</summary>
    public static double[] Rows(int seed, int count)
    {
        var random = new Random(seed);
        double[] all = [.. Values, .. Others];
        return [.. Enumerable.Range(0, count * FeatureCount).Select(_ => all[random.Next(all.Length)])];
    }

    /// <summary>A tree of one numeric split.</summary>
    public static Tree Stump(int feature, double threshold, double left, double right) => new()
    {
        SplitFeature = [feature],
        Threshold = [threshold],
        DecisionType = [2],
        LeftChild = [~0],
        RightChild = [~1],
        LeafValue = [left, right],
    };

    static Tree CreateTree(Random random, bool isLinear, int mostLeaves)
    {
        int leaves = random.Next(1, mostLeaves + 1), nodes = leaves - 1;
        int[] left = new int[nodes], right = new int[nodes];
        for (int node = 0; node < nodes; node++)
        {
            Split(random, node, left, right);
        }
        int[] boundaries = [0, 0, 1, 1, 4]; // sets of no word, one, none and three
        byte[] types = [.. Enumerable.Range(0, nodes).Select(_ => (byte)(random.Next(3) << 2 | random.Next(4)))];
        return new()
        {
            SplitFeature = Integers(nodes, _ => random.Next(FeatureCount)),
            SplitGain = [.. Enumerable.Range(0, nodes).Select(_ => random.Next(400) / 4f)],
            DecisionType = types,
            Threshold = Reals(nodes, node => (types[node] & 1) != 0 ? random.Next(4) : Values[random.Next(Values.Length)]),
            LeftChild = left,
            RightChild = right,
            LeafValue = Reals(leaves, _ => random.NextDouble() - 0.5),
            LeafWeight = Reals(leaves, _ => random.Next(100)),
            LeafRowCount = [.. Enumerable.Range(0, leaves).Select(_ => (long)random.Next(100))],
            CategoryBoundaries = boundaries,
            CategoryBits = [.. Enumerable.Range(0, 4).Select(_ => (uint)random.NextInt64(1L << 32))],
            LinearLeaves = isLinear ? [.. Enumerable.Range(0, leaves).Select(_ => CreateLeaf(random))] : [],
            Shrinkage = 0.1,
        };
    }

    /// <summary>Gives the new node the place of a leaf, as leaf-wise growth does.</summary>
    static void Split(Random random, int node, int[] left, int[] right)
    {
        int leaf = random.Next(node + 1);
        for (int parent = 0; parent < node; parent++)
        {
            left[parent] = left[parent] == ~leaf ? node : left[parent];
            right[parent] = right[parent] == ~leaf ? node : right[parent];
        }
        (left[node], right[node]) = (~leaf, ~(node + 1));
    }

    static LinearLeaf CreateLeaf(Random random)
    {
        int count = random.Next(4);
        return new(random.NextDouble(), Integers(count, _ => random.Next(FeatureCount)), Reals(count, _ => random.NextDouble()));
    }

    static int[] Integers(int count, Func<int, int> create) => [.. Enumerable.Range(0, count).Select(create)];

    static double[] Reals(int count, Func<int, double> create) => [.. Enumerable.Range(0, count).Select(create)];
}
