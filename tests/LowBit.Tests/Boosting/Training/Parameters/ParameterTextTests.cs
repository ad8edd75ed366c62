using CsCheck;
using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class ParameterTextTests
{
    static readonly BoosterOptions Defaults = new();

    [Fact]
    public void EveryLineIsAKeyAndAValue()
    {
        Assert.All(Lines(Defaults), line => Assert.Matches(@"^\[[a-z_0-9]+: [^:\]]*\]$", line));
        Assert.EndsWith("]", ParameterText.Write(Defaults, new(), []), StringComparison.Ordinal);
    }

    [Fact]
    public void KeysAreInLightGbmsOrderThenOurs()
    {
        string[] keys = [.. Lines(Defaults).Select(line => line[1..line.IndexOf(':', StringComparison.Ordinal)])];
        string[] theirs = [.. LightGbmParameters.All.Select(row => row.Name)];
        // LightGBM writes these three before the parameters that it documents first.
        string[] expected =
            ["boosting", "objective", "metric", .. theirs.Except(["boosting", "objective", "metric"]).Intersect(keys),
             "grad_bits", "grad_scale", "rounding", "refit_leaves",
             "learning_rates", "learning_rate_decay", "learning_rate_decay_freq"];
        Assert.Equal(expected, keys);
    }

    [Fact]
    public void WhatMlNetAndLightGbmReadIsThere()
    {
        var lines = Lines(Defaults);
        Assert.Contains("[boosting: gbdt]", lines);
        Assert.Contains("[linear_tree: 0]", lines);
        Assert.Contains("[categorical_feature: ]", lines);
        Assert.Contains("[sigmoid: 1]", lines);
    }

    [Fact]
    public void ThreadsFilesAndReportsAreNotThere()
    {
        var options = Defaults with { NumThreads = 7, MetricFreq = 3, IsProvideTrainingMetric = true };
        var data = new DatasetOptions { NumThreads = 7, Label = "y", Weight = "w", HasHeader = true };
        Assert.Equal(ParameterText.Write(Defaults, new(), []), ParameterText.Write(options, data, []));
    }

    [Fact]
    public void CategoricalFeaturesAreIndices() =>
        Assert.Contains("[categorical_feature: 1,5]\n",
            ParameterText.Write(Defaults, new() { Categorical = ["sex", "race"] }, [1, 5]), StringComparison.Ordinal);

    [Fact]
    public void CustomObjectiveIsNamedCustom() =>
        Assert.Contains("[objective: custom]\n",
            ParameterText.Write(Defaults with { CustomObjective = new NoObjective() }, new(), []), StringComparison.Ordinal);

    [Fact]
    public void TextReadsBackToTheSameOptions() =>
        Options.Sample(options =>
        {
            var settings = Lines(options).Select(line => line[1..^1].Split(": ")).Select(pair => new ParameterSetting(pair[0], pair[1]));
            var read = Parameters.Parse(settings).Options;
            var explicitSeeds = options with
            {
                BaggingSeed = options.BaggingSeed ?? options.Seed,
                FeatureFractionSeed = options.FeatureFractionSeed ?? options.Seed,
                ExtraSeed = options.ExtraSeed ?? options.Seed,
            };
            Assert.Equal(explicitSeeds, read with { Metrics = options.Metrics, LearningRates = options.LearningRates });
            Assert.Equal(options.Metrics, read.Metrics);
            Assert.Equal(options.LearningRates, read.LearningRates);
        }, iter: 500, seed: "0000KOIPUNQ4");

    static Gen<BoosterOptions> Options =>
        from number in Gen.Double[1e-300, 1e300].Array[6]
        from fraction in Gen.Double.Unit.Where(x => x > 0).Array[3]
        from count in Gen.Int[2, 65_535].Array[5]
        from bits in OneOf(2, 3, 4, 5, 6, 7, 8, 32)
        from flag in Gen.Bool.Array[6]
        from seed in Gen.Long
        from bagSeed in Gen.Long.Nullable()
        from objective in OneOf(ObjectiveRows.Names)
        select new BoosterOptions
        {
            Objective = objective,
            Metrics = flag[0] ? ["l1", "auc"] : [],
            NumIterations = count[0],
            LearningRate = number[0],
            NumLeaves = count[1],
            MaxDepth = -count[2],
            MinDataInLeaf = count[3],
            MinSumHessianInLeaf = number[1],
            LambdaL1 = number[2],
            LambdaL2 = number[3],
            MinGainToSplit = number[4],
            MaxDeltaStep = -number[5],
            PathSmooth = number[0],
            BaggingFraction = fraction[0],
            BaggingFreq = count[4],
            Boosting = flag[2] ? BoostingMode.RandomForest : BoostingMode.GradientBoosting,
            PosBaggingFraction = fraction[2],
            NegBaggingFraction = fraction[0],
            BaggingByQuery = flag[3],
            ExtraTrees = flag[4],
            FeaturePreFilter = flag[5],
            ExtraSeed = bagSeed + 1,
            LearningRates = flag[5] ? [number[0], number[5]] : [],
            LearningRateDecay = fraction[1],
            LearningRateDecayFreq = count[3],
            FeatureFraction = fraction[1],
            FeatureFractionByNode = fraction[2],
            CatL2 = number[1],
            CatSmooth = number[2],
            MaxCatThreshold = count[0],
            BoostFromAverage = flag[1],
            ScalePosWeight = number[3],
            Sigmoid = number[4],
            PoissonMaxDeltaStep = number[5],
            Alpha = number[0],
            FairC = number[1],
            TweedieVariancePower = Math.Min(1 + fraction[2], Math.BitDecrement(2.0)),
            RegSqrt = flag[4],
            MultiErrorTopK = count[0],
            EarlyStoppingRound = count[1],
            FirstMetricOnly = flag[2],
            EarlyStoppingMinDelta = number[0],
            Seed = seed,
            BaggingSeed = bagSeed,
            GradientBits = bits,
            RefitLeaves = flag[3],
            GradientScale = flag[4] ? GradientScale.Clip : GradientScale.Maximum,
            Rounding = flag[5] ? RoundingMode.NearestEven : RoundingMode.Stochastic,
        };

    static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    static string[] Lines(BoosterOptions options) =>
        ParameterText.Write(options, new(), []).Split('\n');
}
