using CsCheck;
using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>The whole of growing against the slow reference: same splits, counts, outputs and scores, bit for bit.</summary>
public class TreeGrowerTests
{
    const int Columns = 4, Rounds = 3;

    static readonly Gen<double[]> Row = Gen.Select(
        Gen.OneOf(Gen.Int[-2, 2].Select(v => (double)v), Gen.OneOf(0.0, 0, double.NaN)),
        Gen.Double[-3, 3],
        Gen.OneOf(Gen.Int[0, 2].Select(v => (double)v), Gen.Const(double.NaN)),
        Gen.OneOf(Gen.Int[0, 9].Select(v => (double)v), Gen.OneOf(double.NaN, -1)),
        (a, b, c, d) => (double[])[a, b, c, d]);

    static readonly Gen<DatasetOptions> Binning = Gen.Select(Gen.OneOf(4, 20), Gen.Int[0, 2], (maxBin, missing) => new DatasetOptions
    {
        Categorical = ["2", "3"],
        MaxBin = maxBin,
        MinDataInBin = 1,
        UseMissing = missing > 0,
        ZeroAsMissing = missing == 2,
        NumThreads = 1,
    });

    static readonly Gen<BoosterOptions> Options = Gen.Select(
        SplitCase.AllOptions,
        Gen.Select(Gen.OneOf(2, 3, 4, 5, 6, 7, 8, 32), Gen.Bool.Select(isNearest => isNearest ? RoundingMode.NearestEven : RoundingMode.Stochastic), Gen.Bool),
        Gen.Select(Gen.Int[2, 9], Gen.OneOf(-1, -1, 2)),
        Gen.Select(Gen.OneOf(1.0, 0.6), Gen.OneOf(1.0, 1, 0.5), Gen.OneOf(1.0, 1, 0.5)),
        Gen.Select(Gen.OneOf(0.0, 1), Gen.OneOf(1, 4), Gen.OneOf(1, 5)),
        Gen.Select(Gen.Bool, Gen.Int[1, 3], Gen.OneOf(false, false, true)),
        (options, levels, size, fractions, categories, rest) => options with
        {
            GradientBits = levels.Item1,
            Rounding = levels.Item2,
            RefitLeaves = levels.Item3,
            NumLeaves = size.Item1,
            MaxDepth = size.Item2,
            BaggingFraction = fractions.Item1,
            BaggingFreq = 2,
            FeatureFraction = fractions.Item2,
            FeatureFractionByNode = fractions.Item3,
            CatSmooth = categories.Item1,
            MaxCatToOnehot = categories.Item2,
            MinDataPerGroup = categories.Item3,
            CatL2 = 0.5,
            BoostFromAverage = rest.Item1,
            NumThreads = rest.Item2,
            ExtraTrees = rest.Item3,
            FeaturePreFilter = !rest.Item1,
            GradientScale = GradientScale.Maximum,
            LearningRate = 0.3,
            Seed = 77,
        });

    sealed record Table(double[][] Rows, double[] Labels, double[]? Weights);

    static readonly Gen<Table> Tables = Gen.Select(Gen.Int[1, 70], Gen.Bool).SelectMany((count, isWeighted) => Gen.Select(
        Row.Array[count], Gen.Int[-3, 3].Select(label => (double)label).Array[count], Gen.OneOf(0.0, 0.5, 2).Array[count],
        (rows, labels, weights) => new Table(rows, labels, isWeighted ? weights : null)));

    static readonly Gen<EnginePath> Paths = Gen.Select(Gen.OneOf([.. Isa.Supported]), Gen.Bool, (path, wide) => new EnginePath(path, wide));

    [Fact]
    public void TreesAreThoseOfTheSlowReference()
    {
        int splits = 0;
        Cases.ForEach(300, Gen.Select(Tables, Binning, Options, Gen.Bool, Paths), draw =>
        {
            var (table, binning, options, isCurved, path) = draw;
            var loss = isCurved ? TestLoss.Curved : TestLoss.Squared;
            options = options with { CustomObjective = loss };
            var data = ToDataset(table, binning, SingleProcess.Instance);
            var reference = new ReferenceTraining(data, table.Rows, loss, options);
            using var run = TrainingRun.Start(data, options, [], path);
            bool hasSplit = true;
            for (int round = 0; round < Rounds && hasSplit; round++)
            {
                string[] expected = reference.Round(round);
                hasSplit = run.Round(round);
                Assert.Equal(expected.Length > 1, hasSplit);
                Assert.Equal(hasSplit || round == 0 ? round + 1 : round, run.Trees.Count);
                Assert.Equal(expected, run.Trees.Count > round ? ReferenceTraining.Lines(run.Trees[round]) : expected);
                Assert.Equal(reference.Scores, run.Scores[0]);
                splits += expected.Length / 2;
            }
        });
        Assert.True(splits > 700, $"{splits} splits");
    }

    /// <summary>Two halves that mirror each other: their splits gain the same.</summary>
    [Fact]
    public void EqualGainsGoToTheLeafOfTheLowerNumber()
    {
        double[] values = [.. Enumerable.Range(0, 80).SelectMany(row => (double[])[row / 40, row % 40])];
        double[] labels = [.. Enumerable.Range(0, 80).Select(row => (row < 40 ? -1 : 1) * (row % 40 < 20 ? 11.0 : 12))];
        var options = new BoosterOptions
        {
            NumLeaves = 3,
            MinDataInLeaf = 1,
            BoostFromAverage = false,
            GradientBits = GradientGrid.ReferenceBits,
            CustomObjective = TestLoss.Squared,
        };
        using var run = TrainingRun.Start(Dataset.FromArrays(values, 80, 2, labels), options, [], EnginePath.Best);
        run.Round(0);
        Assert.Equal([0, 1], run.Trees[0].SplitFeature);
        Assert.Equal([1, ~0], run.Trees[0].LeftChild);
    }

    [Fact]
    public void RanksGrowTheTreesOfOneProcess() => Cases.ForEach(
        40, Gen.Select(Tables, Binning, Options, Gen.Int[2, 4]).Where(draw => draw.Item1.Rows.Length >= draw.Item4), draw =>
        {
            var (table, binning, options, size) = draw;
            string[] expected = Grow(table, binning, options, SingleProcess.Instance);
            Assert.All(VirtualRanks.Run(size, ranks => Grow(table, binning, options, ranks)), lines => Assert.Equal(expected, lines));
        });

    static string[] Grow(Table table, DatasetOptions binning, BoosterOptions options, ICollective ranks)
    {
        var data = ToDataset(table, binning, ranks);
        using var run = TrainingRun.Start(data, options with { CustomObjective = TestLoss.Curved }, [], EnginePath.Best);
        for (int round = 0; round < Rounds && run.Round(round); round++)
        {
        }
        return [.. run.Trees.SelectMany(ReferenceTraining.Lines)];
    }

    /// <summary>The rows of one rank.</summary>
    static Dataset ToDataset(Table table, DatasetOptions binning, ICollective ranks)
    {
        var part = (table.Rows.Length * ranks.Rank / ranks.Size)..(table.Rows.Length * (ranks.Rank + 1) / ranks.Size);
        double[] values = [.. table.Rows[part].SelectMany(row => row)];
        return Dataset.FromArrays(
            values, values.Length / Columns, Columns, table.Labels[part], binning with { Weights = table.Weights?[part], Collective = ranks });
    }
}
