using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Leaf values for new data: against a plain computation, on any number of threads and ranks.</summary>
public class ModelRefitTests
{
    static readonly SmallTable Old = new(800), New = new(500, seed: 3);

    static readonly BoosterOptions Small = new() { NumIterations = 4, NumLeaves = 9, MinDataInLeaf = 20, Seed = 7 };

    public static TheoryData<string> Objectives => [.. KeystoneTests.ObjectiveNames];

    static readonly (string Name, Func<BoosterOptions, BoosterOptions> Set)[] Groups =
    [
        ("plain", o => o),
        ("regularized", o => o with { LambdaL1 = 0.3, LambdaL2 = 2, MaxDeltaStep = 0.3 }),
        ("smoothed", o => o with { PathSmooth = 5 }),
    ];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void LeavesAreThoseOfThePlainComputation(string objective)
    {
        foreach (var (name, set) in Groups)
        {
            var options = set(Small with { Objective = objective });
            var model = Train(options);
            var refitted = Refit(model, options, weighted: true);
            double[][][] plain = PlainRefit(model, options, 0.9);
            for (int tree = 0; tree < model.Trees.Count; tree++)
            {
                for (int leaf = 0; leaf < model.Trees[tree].LeafCount; leaf++)
                {
                    double value = refitted.Trees[tree].LeafValue[leaf];
                    Assert.True(Math.Abs(plain[tree][0][leaf] - value) <= 2e-6 * (1 + Math.Abs(value)),
                        $"{name}, tree {tree}, leaf {leaf}: {plain[tree][0][leaf]} {value}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void ThreadsPathsAndRanksChangeNoByte(string objective)
    {
        foreach (var (_, set) in Groups)
        {
            var options = set(Small with { Objective = objective });
            var model = Train(options);
            string expected = Refit(model, options, weighted: true).ToText();
            Assert.NotEqual(model.ToText(), expected);
            foreach (int threads in new[] { 2, 8 })
            {
                Assert.Equal(expected, Refit(model, options, weighted: true, threads, new(KernelPath.Scalar)).ToText());
            }
            Assert.All(
                VirtualRanks.Run(3, ranks => Refit(model, options, true, 2, EnginePath.Best, ranks).ToText()),
                text => Assert.Equal(expected, text));
        }
    }

    [Fact]
    public void FullDecayRateLeavesTheModelAsItIs()
    {
        var model = Train(Small with { Objective = "binary" });
        Assert.Equal(model.ToText(), Refit(model, Small with { Objective = "binary" }, decayRate: 1).ToText());
    }

    [Fact]
    public void RefitOnOtherLabelsLowersTheLossThere()
    {
        var options = Small with { Objective = "regression", NumIterations = 30 };
        var model = Train(options);
        Assert.True(Loss(Refit(model, options, decayRate: 0.5, shift: 4)) < 0.5 * Loss(model));

        static double Loss(BoostedTrees model)
        {
            var predictions = new double[New.RowCount];
            model.Predict(New.Values, New.RowCount, predictions);
            return predictions.Zip(New.Signal, (prediction, label) => (prediction - label - 4) * (prediction - label - 4)).Sum();
        }
    }

    [Fact]
    public void LeafThatNoNewRowReachesKeepsItsValue()
    {
        var options = Small with { Objective = "regression" };
        var model = Train(options);
        var data = Dataset.FromArrays(
            Old.Values.AsMemory(0, SmallTable.ColumnCount), 1, SmallTable.ColumnCount, [100], new() { InputModel = model, KeepLeaves = true });
        var refitted = model.Refit(data, options, cancellation: TestContext.Current.CancellationToken);
        var leaves = new int[model.Trees.Count];
        model.PredictLeaf(Old.Values.AsSpan(0, SmallTable.ColumnCount), leaves);
        for (int tree = 0; tree < leaves.Length; tree++)
        {
            for (int leaf = 0; leaf < model.Trees[tree].LeafCount; leaf++)
            {
                Assert.Equal(leaf == leaves[tree], model.Trees[tree].LeafValue[leaf] != refitted.Trees[tree].LeafValue[leaf]);
            }
        }
    }

    [Fact]
    public void WhatCannotBeRefittedIsRefused()
    {
        var options = Small with { Objective = "regression" };
        var model = Train(options);
        var other = new BoostedTrees(model.Content with { AverageOutput = true });
        var linear = new BoostedTrees(model.Content with
        {
            Trees = [new Tree { LeafValue = [1], LinearLeaves = [new LinearLeaf(1, [0], [2])] }],
        });
        Assert.StartsWith("the data set does not keep the leaves of this model", Refused<BadOptionException>(
            () => model.Refit(Old.ToDataset("regression", new() { InputModel = model }), options)), StringComparison.Ordinal);
        Assert.StartsWith("refit_decay_rate is 1.5;", Refused<BadOptionException>(() => Refit(model, options, decayRate: 1.5)), StringComparison.Ordinal);
        Assert.StartsWith("the objective is 'poisson' with 1 output", Refused<BadOptionException>(
            () => Refit(model, options with { Objective = "poisson" })), StringComparison.Ordinal);
        Assert.StartsWith("the model's predictions are averages", Refused<BadModelException>(() => Refit(other, options)), StringComparison.Ordinal);
        Assert.StartsWith("the model has linear leaves", Refused<BadModelException>(() => Refit(linear, options)), StringComparison.Ordinal);
        Assert.StartsWith("the data set keeps leaves of its input model", Refused<BadOptionException>(
            () => Booster.Train(Old.ToDataset("regression", new() { InputModel = model, KeepLeaves = true }), options)), StringComparison.Ordinal);
        Assert.StartsWith("leaves are to be kept, but there is no input model", Refused<BadOptionException>(
            () => Old.ToDataset("regression", new() { KeepLeaves = true })), StringComparison.Ordinal);
    }

    static string Refused<T>(Action action) where T : LowBitException => Assert.Throws<T>(action).Message;

    static BoostedTrees Train(BoosterOptions options) => Booster.Train(
        Old.ToDataset(options.Objective, new()), options, cancellation: TestContext.Current.CancellationToken);

    static BoostedTrees Refit(
        BoostedTrees model, BoosterOptions options, bool weighted = false, int threads = 1, EnginePath? path = null,
        ICollective? ranks = null, double decayRate = 0.9, double shift = 0)
    {
        ranks ??= SingleProcess.Instance;
        int begin = New.RowCount * ranks.Rank / ranks.Size, end = New.RowCount * (ranks.Rank + 1) / ranks.Size;
        double[] labels = Array.ConvertAll(New.LabelsFor(options.Objective), label => label + shift);
        var data = Dataset.FromArrays(
            New.Values.AsMemory(begin * SmallTable.ColumnCount, (end - begin) * SmallTable.ColumnCount), end - begin,
            SmallTable.ColumnCount, labels[begin..end],
            new()
            {
                InputModel = model,
                KeepLeaves = true,
                NumThreads = threads,
                Weights = weighted ? New.Weights[begin..end] : null,
                Collective = ranks,
            });
        return ModelRefit.Run(
            model, data, options with { NumThreads = threads }, decayRate, path ?? EnginePath.Best, CancellationToken.None);
    }

    /// <summary>[trees][0][leaves]: row by row in doubles, recursively.</summary>
    static double[][][] PlainRefit(BoostedTrees model, BoosterOptions options, double decayRate)
    {
        int rows = New.RowCount, outputs = model.OutputCount;
        var labels = New.LabelsFor(options.Objective);
        var objective = Boosting.Objectives.Create(
            options with { NumClass = LowBit.Boosting.Objectives.IsMulticlass(options.Objective) ? 3 : 0 }, labels, SingleProcess.Instance, KernelPath.Scalar);
        objective.Prepare(labels, New.Weights, row => $"{row}", SingleProcess.Instance);
        var scores = Enumerable.Range(0, outputs).Select(_ => new double[rows]).ToArray();
        var values = new List<double[][]>();
        var leaves = new int[model.Trees.Count];
        for (int round = 0; round < model.IterationCount; round++)
        {
            var gradients = Enumerable.Range(0, outputs).Select(_ => new float[rows]).ToArray();
            var hessians = Enumerable.Range(0, outputs).Select(output => Array.ConvertAll(New.Weights, weight => (float)weight)).ToArray();
            objective.ComputeGradients(new(scores, labels, New.Weights, 0, rows), new(gradients, hessians, 0, rows));
            for (int output = 0; output < outputs; output++)
            {
                int index = values.Count;
                var tree = model.Trees[index];
                var leafOf = new int[rows];
                for (int row = 0; row < rows; row++)
                {
                    model.PredictLeaf(New.Values.AsSpan(row * SmallTable.ColumnCount, SmallTable.ColumnCount), leaves);
                    leafOf[row] = leaves[index];
                }
                double[] best = new PlainTree(tree, leafOf, gradients[output], hessians[output], options).Outputs();
                if (objective.LeafPercentile is { } fraction)
                {
                    new WeightedPercentile(
                            fraction, objective.LeafWeights.IsEmpty ? New.Weights : objective.LeafWeights, SingleProcess.Instance)
                        .OfGroups(labels, scores[output], Array.ConvertAll(leafOf, leaf => (ushort)leaf), best);
                }
                double[] blended = [.. best.Select((value, leaf) => !leafOf.Contains(leaf) ? tree.LeafValue[leaf]
                    : decayRate * tree.LeafValue[leaf] + (1 - decayRate) * value * tree.Shrinkage)];
                values.Add([blended]);
                for (int row = 0; row < rows; row++)
                {
                    scores[output][row] += blended[leafOf[row]];
                }
            }
        }
        return [.. values];
    }

    sealed class PlainTree(Tree tree, int[] leafOf, float[] gradients, float[] hessians, BoosterOptions options)
    {
        readonly double[] _outputs = new double[tree.LeafCount];

        public double[] Outputs()
        {
            Visit(tree.LeafCount > 1 ? 0 : ~0, double.NaN);
            return _outputs;
        }

        void Visit(int child, double parent)
        {
            int[] rows = [.. Enumerable.Range(0, leafOf.Length).Where(row => Below(child).Contains(leafOf[row]))];
            double gradient = rows.Sum(row => (double)gradients[row]), hessian = rows.Sum(row => (double)hessians[row]) + options.LambdaL2;
            double shrunk = Math.Sign(gradient) * Math.Max(0, Math.Abs(gradient) - options.LambdaL1);
            double output = hessian > 0 ? -shrunk / hessian : 0;
            output = options.MaxDeltaStep > 0 ? Math.Clamp(output, -options.MaxDeltaStep, options.MaxDeltaStep) : output;
            if (options.PathSmooth > 0 && !double.IsNaN(parent))
            {
                double ratio = rows.Length / options.PathSmooth;
                output = (output * ratio + parent) / (ratio + 1);
            }
            if (child < 0)
            {
                _outputs[~child] = output;
                return;
            }
            Visit(tree.LeftChild[child], output);
            Visit(tree.RightChild[child], output);
        }

        HashSet<int> Below(int child) =>
            child < 0 ? [~child] : [.. Below(tree.LeftChild[child]), .. Below(tree.RightChild[child])];
    }
}
