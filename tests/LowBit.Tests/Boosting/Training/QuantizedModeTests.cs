using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Where LightGBM's quantized mode fails (docs/boosting.md, "Known defects elsewhere"), ours must not.</summary>
public class QuantizedModeTests
{
    static readonly SmallTable Table = new(4_000), HeldOut = new(2_000, seed: 9);

    static readonly BoosterOptions Options = new() { Objective = "binary", NumIterations = 40, NumLeaves = 15 };

    /// <summary>D3: with bagging the root's sums came from the wrong rows.</summary>
    [Fact]
    public void BaggingCostsLittle()
    {
        double all = Loss(Options), bagged = Loss(Options with { BaggingFraction = 0.8, BaggingFreq = 1 });
        Assert.InRange(bagged / all, 0.9, 1.1);
    }

    /// <summary>D3: sums of the root are the sums over the bag, as the model's counts and weights show.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(32)]
    public void RootCountsTheBag(int bits)
    {
        var data = Table.ToDataset("regression", new());
        var model = Booster.Train(data, new BoosterOptions
        {
            NumIterations = 3,
            BaggingFraction = 0.5,
            BaggingFreq = 1,
            GradientBits = bits,
            Seed = 5,
        });
        foreach (var tree in model.Trees)
        {
            Assert.InRange(tree.InternalRowCount[0], 1_850, 2_150); // 2,000 ± 4.7 σ
            Assert.Equal(tree.InternalRowCount[0], tree.LeafRowCount.Sum());
            Assert.Equal(tree.InternalRowCount[0], tree.LeafWeight.Sum()); // the hessian of L2 is 1
        }
    }

    /// <summary>The reference mode has levels for every gradient: what the scale saturates elsewhere does not touch it.</summary>
    [Fact]
    public void TheReferenceModeNeverSaturates()
    {
        var data = Table.ToDataset("regression", new());
        var options = new BoosterOptions { NumIterations = 5, GradientBits = 32, GradientScale = GradientScale.Clip };
        var saturated = new SaturatedRows();
        var model = Booster.Train(data, options, observer: saturated);
        Assert.Equal(0, saturated.Sum);
        Assert.Equal(
            Booster.Train(data, options with { GradientScale = GradientScale.Maximum }).Trees.SelectMany(tree => tree.LeafValue),
            model.Trees.SelectMany(tree => tree.LeafValue));
        Booster.Train(data, options with { GradientBits = 4 }, observer: saturated);
        Assert.NotEqual(0, saturated.Sum);
    }

    sealed class SaturatedRows : ITrainingObserver
    {
        public long Sum { get; private set; }

        public void RoundEnded(TrainingProgress progress) => Sum += progress.SaturatedRows;
    }

    /// <summary>D4: a subset of the columns crashed.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void ColumnSubsetsTrain(double fraction)
    {
        Assert.InRange(Loss(Options with { FeatureFraction = fraction }) / Constant(), 0.2, 0.9);
        Assert.InRange(Loss(Options with { FeatureFractionByNode = fraction }) / Constant(), 0.2, 0.9);
    }

    /// <summary>D8: refitted leaves obey path smoothing.</summary>
    [Fact]
    public void RefittedLeavesAreSmoothed()
    {
        var data = Table.ToDataset("regression", new());
        var options = new BoosterOptions { NumIterations = 1, LearningRate = 1, BoostFromAverage = false, PathSmooth = 50 };
        var tree = Booster.Train(data, options).Trees[0];
        for (int node = 0; node < tree.LeafCount - 1; node++)
        {
            foreach (int child in new[] { tree.LeftChild[node], tree.RightChild[node] })
            {
                if (child < 0)
                {
                    double own = MeanOfLeaf(tree, ~child), ratio = tree.LeafRowCount[~child] / 50.0;
                    double expected = own * ratio / (ratio + 1) + tree.InternalValue[node] / (ratio + 1);
                    Assert.Equal(expected, tree.LeafValue[~child], 1e-6);
                }
            }
        }
    }

    /// <summary>D8: refitted leaves obey the largest step.</summary>
    [Fact]
    public void RefittedLeavesStayWithinTheLargestStep()
    {
        var options = new BoosterOptions { NumIterations = 3, LearningRate = 1, BoostFromAverage = false, MaxDeltaStep = 0.25 };
        var model = Booster.Train(Table.ToDataset("regression", new()), options);
        Assert.All(model.Trees, tree => Assert.All(tree.LeafValue, value => Assert.InRange(value, -0.25, 0.25)));
        Assert.Contains(model.Trees, tree => tree.LeafValue.Any(value => Math.Abs(value) == 0.25));
    }

    /// <summary>D9 is the keystone. D10: bits outside the range were silently taken and gave a constant model.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(0)]
    public void OtherBitsAreRefused(int bits)
    {
        var refusal = Assert.Throws<BadOptionException>(() => Loss(Options with { GradientBits = bits }));
        Assert.Contains("grad", refusal.Message);
        Assert.Contains("32", refusal.Message);
    }

    /// <summary>D10: every width that is allowed learns.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(32)]
    public void EveryWidthLearns(int bits) => Assert.True(Loss(Options with { GradientBits = bits }) < 0.75 * Constant());

    /// <summary>D17: heavy tails broke quantized regression by orders of magnitude.</summary>
    [Theory]
    [InlineData(GradientScale.Maximum)]
    [InlineData(GradientScale.Clip)]
    public void HeavyTailsStayNearTheReference(GradientScale scale)
    {
        var labels = Array.ConvertAll(Table.Signal, signal => signal * signal * signal + (signal > 2 ? 500 : 0));
        double Rmse(int bits)
        {
            var data = Dataset.FromArrays(Table.Values, Table.RowCount, SmallTable.ColumnCount, labels);
            var model = Booster.Train(data, new() { NumIterations = 60, GradientBits = bits, GradientScale = scale });
            var raw = new double[Table.RowCount];
            model.PredictRaw(Table.Values, Table.RowCount, raw);
            return Math.Sqrt(raw.Zip(labels, (a, b) => (a - b) * (a - b)).Average());
        }
        Assert.InRange(Rmse(4) / Rmse(32), 0.5, 1.6);
    }

    static BoostedTrees Curved(string objective, int bits, bool weighted) => Booster.Train(Table.ToDataset(objective, new(), weighted: weighted), new()
    {
        Objective = objective,
        NumIterations = 30,
        NumLeaves = 63,
        MinDataInLeaf = 20,
        GradientBits = bits,
        MinSumHessianInLeaf = 0,
    });

    [Theory]
    [InlineData(2), InlineData(4), InlineData(8), InlineData(32)]
    public void WhereEveryRowHasTheSameHessianNoLeafHasTooFewRows(int bits)
    {
        var model = Curved("regression", bits, weighted: false);
        Assert.InRange(model.Trees.Min(tree => tree.LeafRowCount.Min()), 20, 25); // not far above: the bound is used
    }

    /// <summary>Elsewhere rows count by their hessians: a child has that of the least rows, less half a row, at its parent's mean.</summary>
    [Theory]
    [InlineData("binary"), InlineData("poisson")]
    public void AChildHasTheHessianOfTheLeastRows(string objective)
    {
        double least = double.PositiveInfinity;
        foreach (var tree in Curved(objective, 32, weighted: true).Trees)
        {
            for (int node = 0; node < tree.LeafCount - 1; node++)
            {
                foreach (int child in (int[])[tree.LeftChild[node], tree.RightChild[node]])
                {
                    double weight = child >= 0 ? tree.InternalWeight[child] : tree.LeafWeight[~child];
                    least = Math.Min(least, weight * tree.InternalRowCount[node] / tree.InternalWeight[node]);
                }
            }
        }
        Assert.InRange(least, 19.5 - 1e-9, 21);
    }

    /// <summary>The paper's ablation in direction: nearest rounding at 2 bits is clearly worse than stochastic [Shi22].</summary>
    [Fact]
    public void NearestRoundingAtTwoBitsIsClearlyWorse()
    {
        var options = Options with { GradientBits = 2 };
        Assert.True(Loss(options with { Rounding = RoundingMode.NearestEven }) > 1.05 * Loss(options));
    }

    static double MeanOfLeaf(Tree tree, int leaf)
    {
        var leaves = new int[Table.RowCount];
        var rows = new BoostedTrees(new ModelContent
        {
            Trees = [tree],
            FeatureNames = [.. Enumerable.Range(0, SmallTable.ColumnCount).Select(i => $"f{i}")],
            FeatureInfos = [.. Enumerable.Repeat("none", SmallTable.ColumnCount)],
        });
        rows.PredictLeaf(Table.Values, Table.RowCount, leaves);
        return Table.Signal.Where((_, row) => leaves[row] == leaf).Average();
    }

    static double Constant()
    {
        double share = HeldOut.LabelsFor("binary").Average();
        return -(share * Math.Log(share) + (1 - share) * Math.Log(1 - share));
    }

    static double Loss(BoosterOptions options)
    {
        var model = Booster.Train(Table.ToDataset("binary", new()), options);
        var labels = HeldOut.LabelsFor("binary");
        var predictions = new double[labels.Length];
        model.Predict(HeldOut.Values, labels.Length, predictions);
        return labels.Zip(predictions, (label, p) => -Math.Log(label == 1 ? p : 1 - p)).Average();
    }
}
