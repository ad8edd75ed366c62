using System.Globalization;
using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>
/// Boosting said slowly: each leaf keeps its rows, each candidate parts and counts them, rows go where the raw value's
/// decision sends them. One output.
/// </summary>
/// <param name="data">Bins and labels.</param>
/// <param name="values">[rows][columns] what was binned.</param>
/// <param name="loss">Gradients.</param>
/// <param name="options">Options of the training.</param>
sealed class ReferenceTraining(Dataset data, double[][] values, TestLoss loss, BoosterOptions options)
{
    readonly List<Node> _nodes = [];
    readonly List<Leaf> _leaves = [];
    GradientGrid _grid;
    GradientSums[] _levels = [];
    SplitReference _splits = null!;
    FeatureSampler _sampler = null!;
    RandomStream _extra;

    sealed record Node(Split Split, BinMapper Bins, int Left, int Right, int LeafNumber, NodeState State);

    sealed record Leaf(int[] Rows, int Depth, NodeState State)
    {
        public Split Best { get; set; } = Split.None;
    }

    public double[] Scores { get; } = [.. Enumerable.Repeat(options.BoostFromAverage ? loss.Baseline(0) : 0, values.Length)];

    /// <summary>One round.</summary>
    /// <returns>The tree, as <see cref="Lines(Tree)"/> writes it.</returns>
    public string[] Round(int round)
    {
        var (gradients, hessians) = Derivatives();
        double maxGradient = gradients.Max(Math.Abs), maxHessian = hessians?.Max() ?? 1;
        _grid = GradientGrid.For(options.GradientBits, maxGradient, maxHessian, hessians is null);
        _levels = _grid.IsFlat ? new GradientSums[values.Length] : Levels(gradients, hessians, round);
        (_splits, _sampler) = (new(options, _grid), new(options, data.Features.Length));
        _sampler.StartTree(round);
        _extra = RandomStreams.Of(options.ExtraSeed ?? options.Seed, RandomStreams.ExtraThreshold, round);
        Grow(Bag(round));
        if (_leaves.Count > 1 && options.RefitLeaves && options.GradientBits != 32)
        {
            Refit(gradients, hessians, maxGradient, maxHessian);
        }
        return Finish(isFirst: round == 0);
    }

    (float[] Gradients, float[]? Hessians) Derivatives()
    {
        float[][] gradients = [new float[values.Length]], hessians = loss.HasUnitHessian ? [] : [new float[values.Length]];
        loss.ComputeGradients(
            new([Scores], data.LabelValues, data.WeightValues, 0, values.Length), new(gradients, hessians, 0, values.Length));
        return (gradients[0], loss.HasUnitHessian ? data.WeightValues?.Select(weight => (float)weight).ToArray() : hessians[0]);
    }

    GradientSums[] Levels(float[] gradients, float[]? hessians, int round)
    {
        var random = RandomStreams.Of(options.Seed, RandomStreams.GradientRounding, round);
        return [.. gradients.Select((gradient, row) =>
        {
            uint word = random.Word((ulong)row);
            return new GradientSums(
                Level(gradient, _grid.GradientScale, -_grid.MaxGradient, _grid.MaxGradient, word & 0xFFFF),
                hessians is null ? 1 : Level(hessians[row], _grid.HessianScale, 0, _grid.MaxHessian, word >> 16));
        })];
    }

    int Level(float value, double scale, int min, int max, uint random16)
    {
        if (options.GradientBits == 32)
        {
            return (int)Math.Round(value / scale); // the scale is a power of two
        }
        float scaled = value * (float)(1 / scale);
        float rounded = options.Rounding == RoundingMode.Stochastic
            ? StochasticRounding.Invoke(scaled, random16) : NearestEvenRounding.Invoke(scaled, 0);
        return Math.Clamp((int)rounded, min, max);
    }

    int[] Bag(int round)
    {
        int freq = options.BaggingFreq;
        var random = RandomStreams.Of(options.BaggingSeed ?? options.Seed, RandomStreams.Bagging, freq > 0 ? round - round % freq : 0);
        bool isUsed = freq > 0 && options.BaggingFraction < 1;
        return [.. Enumerable.Range(0, values.Length).Where(
            row => !isUsed || random.Word((ulong)row) < (ulong)(options.BaggingFraction * 4294967296.0))];
    }

    void Grow(int[] rows)
    {
        _nodes.Clear();
        _leaves.Clear();
        var sums = Sum(rows);
        double root = _splits.RootOutput(sums.Gradient * _grid.GradientScale, sums.Hessian * _grid.HessianScale, options.LambdaL2);
        _leaves.Add(new(rows, 0, StateOf(rows, root, options.LambdaL2)));
        if (_grid.IsFlat || rows.Length == 0 || data.Features.Length == 0)
        {
            _leaves[0] = _leaves[0] with { State = new(0, 0, rows.Length, 0, options.LambdaL2) };
            return;
        }
        Search(_leaves[0], 2);
        while (_leaves.Count < options.NumLeaves && _leaves.MaxBy(leaf => leaf.Best.Gain) is { Best.Exists: true } best)
        {
            SplitLeaf(_leaves.IndexOf(best));
        }
    }

    GradientSums Sum(int[] rows) => rows.Aggregate(default(GradientSums), (sum, row) => sum + _levels[row]);

    NodeState StateOf(int[] rows, double output, double lambda) => new(
        Sum(rows).Gradient * _grid.GradientScale, Sum(rows).Hessian * _grid.HessianScale, rows.Length, output, lambda);

    void SplitLeaf(int leafNumber)
    {
        var leaf = _leaves[leafNumber];
        var split = leaf.Best;
        var node = new Node(split, data.Features[split.Feature].Bins, ~leafNumber, ~_leaves.Count, leafNumber, leaf.State);
        int parent = _nodes.FindIndex(other => other.Left == ~leafNumber || other.Right == ~leafNumber);
        if (parent >= 0)
        {
            _nodes[parent] = _nodes[parent].Left == ~leafNumber
                ? _nodes[parent] with { Left = _nodes.Count } : _nodes[parent] with { Right = _nodes.Count };
        }
        _nodes.Add(node);
        var left = Child(leaf, [.. leaf.Rows.Where(row => GoesLeft(node, row))]);
        var right = Child(leaf, [.. leaf.Rows.Where(row => !GoesLeft(node, row))]);
        _leaves[leafNumber] = left;
        _leaves.Add(right);
        bool leftIsSmaller = left.Rows.Length <= right.Rows.Length;
        Search(left, 2 * _leaves.Count + (leftIsSmaller ? 0 : 1));
        Search(right, 2 * _leaves.Count + (leftIsSmaller ? 1 : 0));
    }

    bool GoesLeft(Node node, int row)
    {
        double value = values[row][data.Features[node.Split.Feature].Index];
        return node.Bins is CategoricalBins bins
            ? DecisionRule.GoesLeft(value, CategoriesOf(node.Split, bins))
            : DecisionRule.GoesLeft(
                value, ((NumericBins)node.Bins).Edges[node.Split.Bin], node.Split.MissingGoesLeft, node.Bins.Missing);
    }

    static int[] CategoriesOf(Split split, CategoricalBins bins) =>
        [.. bins.Categories.Where((_, i) => split.Categories.Contains(i + 1)).Order()];

    Leaf Child(Leaf parent, int[] rows)
    {
        double lambda = parent.Best.LambdaL2;
        return new(rows, parent.Depth + 1, StateOf(rows, _splits.Output(Sum(rows), lambda, rows.Length, parent.State.Output), lambda));
    }

    /// <summary>All rows of the table, in the bag or not, can be parted into two sides of enough rows.</summary>
    bool IsSplittable(int feature)
    {
        var bins = data.Features[feature].Bins;
        int[] rows = [.. values.Select(row => bins.BinOf(row[data.Features[feature].Index]))];
        var sides = from bin in Enumerable.Range(0, bins.BinCount)
                    from missingGoesLeft in (bool[])[false, true]
                    select rows.Count(row => row == bins.MissingBin ? missingGoesLeft : row <= bin);
        return !options.FeaturePreFilter || bins is CategoricalBins || sides.Any(left => Math.Min(left, rows.Length - left) >= Math.Max(1, options.MinDataInLeaf));
    }

    void Search(Leaf leaf, int nodeNumber)
    {
        bool isTooSmall = leaf.Rows.Length < 2 * Math.Max(1, options.MinDataInLeaf);
        if (isTooSmall || options.MaxDepth > 0 && leaf.Depth >= options.MaxDepth)
        {
            return;
        }
        var allowed = new bool[data.Features.Length];
        _sampler.FeaturesOfNode(nodeNumber, allowed);
        for (int feature = 0; feature < allowed.Length; feature++)
        {
            var bins = data.Features[feature].Bins;
            var rows = new LeafRowsOfFeature(
                bins, [.. leaf.Rows.Select(row => bins.BinOf(values[row][data.Features[feature].Index]))],
                [.. leaf.Rows.Select(row => _levels[row])], leaf.State.Output);
            uint? word = options.ExtraTrees ? _extra.Word(((ulong)nodeNumber << 32) + (ulong)feature) : null;
            var found = bins is NumericBins ? _splits.Numeric(rows, word) : _splits.Categorical(rows, word);
            if (allowed[feature] && IsSplittable(feature) && found is { Gain: > 0 } && found.Gain > leaf.Best.Gain)
            {
                leaf.Best = found.Split with { Feature = feature };
            }
        }
    }

    // ---- leaf values again from the gradients themselves ------------------------------------------------------------

    void Refit(float[] gradients, float[]? hessians, double maxGradient, double maxHessian)
    {
        double gradientScale = FixedPoint.ScaleFor(maxGradient), hessianScale = hessians is null ? 1 : FixedPoint.ScaleFor(maxHessian);
        NodeState Refitted(IEnumerable<int> rows, NodeState state, double? parentOutput)
        {
            decimal gradient = rows.Sum(row => (decimal)Math.Round(gradients[row] / gradientScale));
            decimal hessian = rows.Sum(row => hessians is null ? 1 : (decimal)Math.Round(hessians[row] / hessianScale));
            double g = (double)gradient * gradientScale, h = (double)hessian * hessianScale;
            double own = _splits.RootOutput(g, h, state.LambdaL2);
            double output = parentOutput is { } parent ? _splits.Smooth(own, state.RowCount, parent) : own;
            return state with { Gradient = g, Hessian = h, Output = output };
        }
        void Visit(int child, double? parentOutput)
        {
            if (child < 0)
            {
                _leaves[~child] = _leaves[~child] with { State = Refitted(_leaves[~child].Rows, _leaves[~child].State, parentOutput) };
                return;
            }
            var node = _nodes[child] with { State = Refitted(RowsUnder(child), _nodes[child].State, parentOutput) };
            _nodes[child] = node;
            Visit(node.Left, node.State.Output);
            Visit(node.Right, node.State.Output);
        }
        Visit(0, null);
    }

    IEnumerable<int> RowsUnder(int child) =>
        child < 0 ? _leaves[~child].Rows : RowsUnder(_nodes[child].Left).Concat(RowsUnder(_nodes[child].Right));

    // ---- the tree and its scores ------------------------------------------------------------------------------------

    string[] Finish(bool isFirst)
    {
        bool isStump = _leaves.Count == 1;
        double bias = isFirst && options.BoostFromAverage ? loss.Baseline(0) : 0;
        double Value(NodeState state) => isStump ? isFirst ? loss.Baseline(0) : 0 : NoDust(NoDust(state.Output * options.LearningRate) + bias);
        for (int row = 0; row < values.Length; row++)
        {
            Scores[row] = (isFirst ? 0 : Scores[row]) + Value(_leaves[LeafOf(row)].State);
        }
        return [.. _nodes.Select((node, i) => Line(node, i, Value(node.State))), .. _leaves.Select((leaf, i) => LeafLine(i, Value(leaf.State), leaf.State.Hessian, leaf.State.RowCount))];
    }

    int LeafOf(int row)
    {
        int node = _nodes.Count == 0 ? ~0 : 0;
        while (node >= 0)
        {
            node = GoesLeft(_nodes[node], row) ? _nodes[node].Left : _nodes[node].Right;
        }
        return ~node;
    }

    static double NoDust(double value) => Math.Abs(value) <= 1e-35f ? 0 : value;

    string Line(Node node, int number, double value)
    {
        string test = node.Bins is CategoricalBins bins
            ? $"in {string.Join(' ', CategoriesOf(node.Split, bins))}"
            : Invariant($"<= {((NumericBins)node.Bins).Edges[node.Split.Bin]:R}");
        int decision = 4 * (int)node.Bins.Missing + (node.Split.IsCategorical ? 1 : 0) + (node.Split.MissingGoesLeft ? 2 : 0);
        return NodeLine(
            number, data.Features[node.Split.Feature].Index, test, decision, node.Left, node.Right, (float)node.Split.Gain, value,
            node.State.Hessian, node.State.RowCount);
    }

    /// <summary>What a tree says, a line a node and a line a leaf.</summary>
    public static string[] Lines(Tree tree) =>
    [
        .. tree.SplitFeature.Select((feature, i) => NodeLine(
            i, feature, (tree.DecisionType[i] & 1) != 0
                ? $"in {string.Join(' ', DecisionRule.CategoriesOf(tree, (int)tree.Threshold[i]))}" : Invariant($"<= {tree.Threshold[i]:R}"),
            tree.DecisionType[i], tree.LeftChild[i], tree.RightChild[i], tree.SplitGain[i], tree.InternalValue[i],
            tree.InternalWeight[i], tree.InternalRowCount[i])),
        .. tree.LeafValue.Select((value, i) => LeafLine(i, value, tree.LeafWeight[i], tree.LeafRowCount[i])),
    ];

    static string NodeLine(
        int number, int feature, string test, int decision, int left, int right, float gain, double value, double weight, long count) =>
        Invariant($"{number}: column {feature} {test}, type {decision}, {left} or {right}; gain {gain:R}, {value:R}, {weight:R}, {count} rows");

    static string LeafLine(int number, double value, double weight, long count) =>
        Invariant($"leaf {number}: {value:R}, {weight:R}, {count} rows");

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
