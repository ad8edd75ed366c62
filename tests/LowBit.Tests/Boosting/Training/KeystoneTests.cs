using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>
/// The keystone: same data, options and seed give the same model bytes on any number of threads, on any instruction set,
/// and on any number of ranks; for each objective and each group of options, under quantization.
/// </summary>
public class KeystoneTests
{
    const int RowCount = 1_500;

    static readonly SmallTable Table = new(RowCount);

    static readonly BoosterOptions Small = new() { NumIterations = 6, NumLeaves = 12, MinDataInLeaf = 8, Seed = 42 };

    internal static readonly string[] ObjectiveNames = ObjectiveRows.Names;

    public static TheoryData<string> Objectives => [.. ObjectiveNames];

    /// <summary>Objectives whose kinds of gradients and leaves stand for those of the others.</summary>
    static readonly string[] Representatives = ["regression", "regression_l1", "poisson", "binary", "multiclass"];

    /// <summary>Groups of options that meet the gradients, weights and leaves of an objective; for every objective.</summary>
    static readonly string[] GroupsOfLosses = ["plain", "nearest, no refit", "clipped", "bagged", "few bins, no missing", "random forest"];

    /// <summary>Groups of options; each is trained with each of the representatives.</summary>
    static readonly (string Name, Func<BoosterOptions, BoosterOptions> Set, DatasetOptions Data, bool Weighted)[] Groups =
    [
        ("plain", o => o, new(), false),
        ("2 bits", o => o with { GradientBits = 2 }, new(), false),
        ("8 bits", o => o with { GradientBits = 8 }, new(), true),
        ("reference", o => o with { GradientBits = 32 }, new(), true),
        ("nearest, no refit", o => o with { Rounding = RoundingMode.NearestEven, RefitLeaves = false }, new(), false),
        ("clipped", o => o with { GradientScale = GradientScale.Clip }, new(), true),
        ("regularized", o => o with
        {
            LambdaL1 = 0.3, LambdaL2 = 2, MinGainToSplit = 0.05, MaxDeltaStep = 0.6, PathSmooth = 3, MaxDepth = 4,
        }, new(), true),
        ("bagged", o => o with { BaggingFraction = 0.6, BaggingFreq = 2, FeatureFraction = 0.7, FeatureFractionByNode = 0.7 }, new(), false),
        ("zero as missing", o => o with { CatL2 = 1, MaxCatToOnehot = 2, MinDataPerGroup = 10, CatSmooth = 1 }, new() { ZeroAsMissing = true }, false),
        ("bins of two bytes", o => o with { BaggingFraction = 0.7, BaggingFreq = 1 }, new() { MaxBin = 2_000, MinDataInBin = 1 }, false),
        ("few bins, no missing", o => o with { BoostFromAverage = false, RegSqrt = LowBit.Boosting.Objectives.TakesRoots(o.Objective) },
            new() { MaxBin = 16, UseMissing = false, BinConstructSampleCnt = 500 }, true),
        ("random forest", o => o with { Boosting = BoostingMode.RandomForest, BaggingFraction = 0.6, BaggingFreq = 1, FeatureFraction = 0.7 }, new(), true),
        ("extra trees, falling rate", o => o with
        {
            ExtraTrees = true, ExtraSeed = 5, FeatureFractionByNode = 0.7, CatSmooth = 1, MinDataPerGroup = 10,
            LearningRateDecay = 0.7, LearningRateDecayFreq = 2,
        }, new(), false),
        ("bags of classes or groups", o => o.Objective == "binary"
            ? o with { PosBaggingFraction = 0.4, NegBaggingFraction = 0.8, BaggingFreq = 1, LearningRates = [0.3, 0.1] }
            : o with { BaggingByQuery = true, BaggingFraction = 0.5, BaggingFreq = 2 }, new(), false),
    ];

    internal static IEnumerable<(string Name, Func<BoosterOptions, BoosterOptions> Set, DatasetOptions Data, bool Weighted)> GroupsFor(string objective) =>
        Groups.Where(group => Representatives.Contains(objective) || GroupsOfLosses.Contains(group.Name));

    /// <summary>Sizes of the groups of so many rows, where bags are of groups.</summary>
    internal static int[]? GroupsFor(BoosterOptions options, int rows) =>
        options.BaggingByQuery ? [.. Enumerable.Repeat((int[])[5, 20], rows / 25).SelectMany(sizes => sizes)] : null;

    [Theory]
    [MemberData(nameof(Objectives))]
    public void ThreadsPathsAndRanksChangeNoByte(string objective)
    {
        foreach (var (name, set, data, weighted) in GroupsFor(objective))
        {
            var options = set(Small with { Objective = objective, NumClass = LowBit.Boosting.Objectives.IsMulticlass(objective) ? 3 : 0 });
            string expected = Train(objective, options, data, weighted, 1, new(KernelPath.Scalar), SingleProcess.Instance);
            Assert.Contains("split_feature=", expected);
            foreach (int threads in new[] { 1, 2, 3, 8 })
            {
                foreach (var path in Paths)
                {
                    Assert.True(
                        expected == Train(objective, options, data, weighted, threads, path, SingleProcess.Instance),
                        $"{name}: {threads} threads, {path} differ from 1 thread, scalar");
                }
            }
            foreach (int size in new[] { 1, 2, 4 })
            {
                string[] models = VirtualRanks.Run(
                    size, ranks => Train(objective, options, data, weighted, 2, EnginePath.Best, ranks));
                Assert.All(models, model => Assert.True(expected == model, $"{name}: {size} ranks differ"));
            }
        }
    }

    [Theory]
    [InlineData("regression_l1"), InlineData("binary"), InlineData("multiclass")]
    public void SparseRowsWithInitialScoresAreTheSameBytesToo(string objective)
    {
        int outputs = objective == "multiclass" ? 3 : 1;
        double[] scores = InitialScoreTests.ScoresFor(RowCount, outputs);
        var options = Small with { Objective = objective, NumClass = objective == "multiclass" ? 3 : 0, BaggingFraction = 0.7, BaggingFreq = 1 };
        string Train(bool isSparse, int threads, EnginePath path, ICollective ranks)
        {
            int begin = RowCount * ranks.Rank / ranks.Size, end = RowCount * (ranks.Rank + 1) / ranks.Size;
            double[] part = [.. Enumerable.Range(0, outputs).SelectMany(output => scores[(output * RowCount + begin)..(output * RowCount + end)])];
            var data = new DatasetOptions { NumThreads = threads, InitScores = part, BinConstructSampleCnt = 700 };
            var set = isSparse ? CsrRows.Of(Table, objective, data, ranks, weighted: true) : Table.ToDataset(objective, data, ranks, weighted: true);
            return Booster.Train(set, options with { NumThreads = threads }, [], null, path, CancellationToken.None).ToText();
        }
        string expected = Train(false, 1, new(KernelPath.Scalar), SingleProcess.Instance);
        foreach (int threads in new[] { 1, 3, 8 })
        {
            Assert.All(Paths, path => Assert.Equal(expected, Train(true, threads, path, SingleProcess.Instance)));
        }
        foreach (int size in new[] { 1, 2, 4 })
        {
            Assert.All(VirtualRanks.Run(size, ranks => Train(true, 2, EnginePath.Best, ranks)), model => Assert.Equal(expected, model));
        }
    }

    [Fact]
    public void AnotherSeedGivesAnotherModel()
    {
        var options = Small with { Objective = "binary" };
        Assert.NotEqual(
            Train("binary", options, new(), false, 1, EnginePath.Best, SingleProcess.Instance),
            Train("binary", options with { Seed = 43 }, new(), false, 1, EnginePath.Best, SingleProcess.Instance));
    }

    /// <summary>Every path that this machine can run, and wide histograms.</summary>
    static IEnumerable<EnginePath> Paths => Enum.GetValues<KernelPath>().Where(Isa.Supports)
        .Select(path => new EnginePath(path)).Append(new(Isa.Best, WideHistograms: true));

    static string Train(
        string objective, BoosterOptions options, DatasetOptions data, bool weighted, int threads, EnginePath path, ICollective ranks)
    {
        int rows = RowCount * (ranks.Rank + 1) / ranks.Size - RowCount * ranks.Rank / ranks.Size;
        var set = Table.ToDataset(objective, data with { NumThreads = threads, GroupSizes = GroupsFor(options, rows) }, ranks, weighted);
        var model = Booster.Train(set, options with { NumThreads = threads }, [], null, path, CancellationToken.None);
        return model.ToText();
    }
}
