using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public class ParametersTests
{
    static ParameterSet Parse(params (string Name, string Value)[] settings) =>
        Parameters.Parse(settings.Select(setting => new ParameterSetting(setting.Name, setting.Value)));

    static string Refused(string name, string value) =>
        Assert.Throws<BadOptionException>(() => Parse((name, value))).Message;

    [Fact]
    public void NothingGivenIsAllDefaults()
    {
        var set = Parse();
        Assert.Equal(new BoosterOptions(), set.Options);
        Assert.Equal(new DatasetOptions(), set.Data);
        Assert.Empty(set.Notes);
    }

    [Fact]
    public void AliasesSetTheOptionTheyStandFor()
    {
        var set = Parse(("eta", "0.3"), ("--max-leaves", "63"), ("min_child_samples", "5"), ("reg_lambda", "1e-2"), ("max_bins", "63"));
        Assert.Equal(0.3, set.Options.LearningRate);
        Assert.Equal(63, set.Options.NumLeaves);
        Assert.Equal(5, set.Options.MinDataInLeaf);
        Assert.Equal(0.01, set.Options.LambdaL2);
        Assert.Equal(63, set.Data.MaxBin);
    }

    [Theory]
    [InlineData("mse", "regression")]
    [InlineData("RMSE", "regression")]
    [InlineData("mae", "regression_l1")]
    [InlineData("softmax", "multiclass")]
    public void ObjectiveAliasesBecomeTheMainName(string typed, string name) =>
        Assert.Equal(name, Parse(("objective", typed)).Options.Objective);

    [Theory]
    [InlineData("true", true)]
    [InlineData("+", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("-", false)]
    [InlineData("0", false)]
    public void FlagsAreWrittenAsInLightGbmAndItsModelFiles(string text, bool value) =>
        Assert.Equal(value, Parse(("boost_from_average", text)).Options.BoostFromAverage);

    [Fact]
    public void EmptyValueIsAsIfNotGiven() => Assert.Equal(31, Parse(("num_leaves", "")).Options.NumLeaves);

    [Theory]
    [InlineData("num_leaves", "1", "num_leaves is '1'; allowed: an integer from 2 to 65535. Give such a value, or leave it out for the default 31.")]
    [InlineData("num_leaves", "70000", "num_leaves is '70000'; allowed: an integer from 2 to 65535. Give such a value, or leave it out for the default 31.")]
    [InlineData("--num-leaves", "many", "--num-leaves is 'many'; allowed: an integer from 2 to 65535. Give such a value, or leave it out for the default 31.")]
    [InlineData("num_iterations", "99999999999", "num_iterations is '99999999999'; allowed: an integer of at least 0. Give such a value, or leave it out for the default 100.")]
    [InlineData("learning_rate", "0", "learning_rate is '0'; allowed: a number > 0. Give such a value, or leave it out for the default 0.1.")]
    [InlineData("lambda_l1", "-1", "lambda_l1 is '-1'; allowed: a number ≥ 0. Give such a value, or leave it out for the default 0.")]
    [InlineData("bagging_fraction", "1.5", "bagging_fraction is '1.5'; allowed: a number in (0, 1]. Give such a value, or leave it out for the default 1.")]
    [InlineData("feature_fraction", "nan", "feature_fraction is 'nan'; allowed: a number in (0, 1]. Give such a value, or leave it out for the default 1.")]
    [InlineData("learning_rate", "inf", "learning_rate is 'inf'; allowed: a number > 0. Give such a value, or leave it out for the default 0.1.")]
    [InlineData("use_missing", "maybe", "use_missing is 'maybe'; allowed: true or false. Give such a value, or leave it out for the default true.")]
    [InlineData("grad_bits", "9", "grad_bits is '9'; allowed: one of 2, 3, 4, 5, 6, 7, 8, 32. Give such a value, or leave it out for the default 4.")]
    [InlineData("num_grad_quant_bins", "16", "num_grad_quant_bins is '16'; allowed: one of 2, 6, 14, 30, 62, 126, 254. Give such a value, or leave it out for the default 14.")]
    [InlineData("boosting", "dart", "boosting is 'dart'; allowed: one of gbdt, rf. Give such a value, or leave it out for the default gbdt.")]
    [InlineData("pos_bagging", "0", "pos_bagging is '0'; allowed: a number in (0, 1]. Give such a value, or leave it out for the default 1.")]
    [InlineData("learning_rates", "0.3,0", "learning_rates is '0.3,0'; allowed: numbers separated by commas, each a number > 0. Give such a value, or leave it out for the default.")]
    [InlineData("learning_rate_decay", "1.1", "learning_rate_decay is '1.1'; allowed: a number in (0, 1]. Give such a value, or leave it out for the default 1.")]
    [InlineData("rounding", "up", "rounding is 'up'; allowed: one of stochastic, nearest. Give such a value, or leave it out for the default stochastic.")]
    [InlineData("objective", "quantil", "objective is 'quantil'; allowed: one of regression, regression_l1, huber, fair, poisson, quantile, mape, gamma, tweedie, binary, multiclass, multiclassova, cross_entropy, cross_entropy_lambda. Give such a value, or leave it out for the default regression.")]
    public void ValueOutsideItsRangeIsRefused(string name, string value, string message) =>
        Assert.Equal(message, Refused(name, value));

    [Theory]
    [InlineData("data_sample_strategy", "goss", "data_sample_strategy is 'goss', which is not supported; allowed: bagging. goss comes later; sample rows with bagging_fraction and bagging_freq.")]
    [InlineData("linear_tree", "true", "linear_tree is 'true', which is not supported; allowed: false. Linear leaves come later; train constant ones.")]
    [InlineData("monotone_constraints", "1,0", "monotone_constraints is '1,0', which is not supported; allowed: nothing. Monotone constraints come later; leave it out.")]
    [InlineData("num_machines", "2", "num_machines is '2', which is not supported; allowed: 1. Training on several machines comes later; train on one.")]
    public void WhatWouldChangeTheModelAndIsNotThereIsRefused(string name, string value, string message) =>
        Assert.Equal(message, Refused(name, value));

    [Fact]
    public void DefaultsOfUnsupportedParametersAreAccepted()
    {
        var set = Parse(("boosting", "gbrt"), ("linear_tree", "false"), ("pos_bagging_fraction", "1.0"), ("num_machines", "1"));
        Assert.Equal(new BoosterOptions(), set.Options);
        Assert.Empty(set.Notes);
    }

    [Fact]
    public void ParametersWithoutEffectAreNamedInOneNote()
    {
        var set = Parse(("verbose", "-1"), ("force_col_wise", "true"), ("device", "gpu"));
        Assert.Equal(["no effect on the model: device, force_col_wise, verbose"], set.Notes.Select(Sorted));

        static string Sorted(string note)
        {
            string[] parts = note.Split(": ");
            return $"{parts[0]}: {string.Join(", ", parts[1].Split(", ").Order())}";
        }
    }

    [Fact]
    public void UnknownParameterSuggestsTheNearest() =>
        Assert.Equal(
            "unknown parameter '--num-leafs'. Did you mean num_leaf? Names are LightGBM's; take it out if it is not one of them.",
            Refused("--num-leafs", "3"));

    [Fact]
    public void ErrorsInFilesNameTheLine()
    {
        var settings = new[] { new ParameterSetting("num_leaves", "x", "train.conf line 7") };
        Assert.StartsWith("train.conf line 7: num_leaves is 'x';",
            Assert.Throws<BadOptionException>(() => Parameters.Parse(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CommandLineHidesTheFileWhateverTheAlias()
    {
        var set = Parameters.Parse([new("--eta", "0.5")], [new("learning_rate", "0.2", "f"), new("num_leaves", "7", "f")]);
        Assert.Equal(0.5, set.Options.LearningRate);
        Assert.Equal(7, set.Options.NumLeaves);
        Assert.Empty(set.Notes);
    }

    [Fact]
    public void BitsOnTheCommandLineHideLightGbmsWordsInTheFile()
    {
        var set = Parameters.Parse(
            [new("grad_bits", "2")], [new("use_quantized_grad", "false", "f"), new("num_grad_quant_bins", "30", "f")]);
        Assert.Equal(2, set.Options.GradientBits);
    }

    [Fact]
    public void MainNameHoldsOverAliasesAndTheShorterAliasOverTheLonger()
    {
        Assert.Equal(0.1, Parse(("eta", "0.3"), ("learning_rate", "0.1")).Options.LearningRate);
        var set = Parse(("shrinkage_rate", "0.2"), ("eta", "0.3"));
        Assert.Equal(0.3, set.Options.LearningRate);
        Assert.Equal(["shrinkage_rate=0.2 is ignored, eta=0.3 holds"], set.Notes);
    }

    [Fact]
    public void FirstOfTwoEqualNamesHolds() =>
        Assert.Equal(5, Parse(("num_leaves", "5"), ("num_leaves", "6")).Options.NumLeaves);

    [Theory]
    [InlineData("2", 2)]
    [InlineData("4", 3)]
    [InlineData("6", 3)]
    [InlineData("14", 4)]
    [InlineData("30", 5)]
    [InlineData("62", 6)]
    [InlineData("126", 7)]
    [InlineData("254", 8)]
    public void BinsOfLightGbmBecomeBits(string bins, int bits) =>
        Assert.Equal(bits, Parse(("use_quantized_grad", "true"), ("num_grad_quant_bins", bins)).Options.GradientBits);

    [Fact]
    public void FourBinsAreNamedInANote() =>
        Assert.Equal(["num_grad_quant_bins=4 lies between two widths: 3 bits (6 levels) are taken"],
            Parse(("num_grad_quant_bins", "4")).Notes);

    [Fact]
    public void QuantizationOffIsThirtyTwoBitsWhateverTheBins()
    {
        Assert.Equal(32, Parse(("use_quantized_grad", "false")).Options.GradientBits);
        Assert.Equal(32, Parse(("num_grad_quant_bins", "30"), ("use_quantized_grad", "false")).Options.GradientBits);
    }

    [Fact]
    public void QuantizationOnIsTheDefaultWidth() => Assert.Equal(4, Parse(("use_quantized_grad", "true")).Options.GradientBits);

    [Fact]
    public void OurNamesHoldOverLightGbmsForTheSameThing()
    {
        var set = Parse(("refit_leaves", "false"), ("quant_train_renew_leaf", "true"),
            ("rounding", "nearest"), ("stochastic_rounding", "true"), ("grad_bits", "8"), ("use_quantized_grad", "false"));
        Assert.False(set.Options.RefitLeaves);
        Assert.Equal(RoundingMode.NearestEven, set.Options.Rounding);
        Assert.Equal(8, set.Options.GradientBits);
    }

    [Fact]
    public void SeedIsTheSeedOfTheSampleUnlessThatHasItsOwn()
    {
        Assert.Equal(7, Parse(("seed", "7")).Data.Seed);
        var set = Parse(("seed", "7"), ("data_random_seed", "8"), ("bagging_seed", "9"), ("feature_fraction_seed", "10"));
        Assert.Equal((7, 8, 9, 10),
            (set.Options.Seed, set.Data.Seed, set.Options.BaggingSeed, set.Options.FeatureFractionSeed));
    }

    [Fact]
    public void ThreadsGoToTrainingAndToLoading()
    {
        var set = Parse(("n_jobs", "3"));
        Assert.Equal((3, 3), (set.Options.NumThreads, set.Data.NumThreads));
        Assert.Equal(0, Parse(("num_threads", "-1")).Options.NumThreads);
    }

    [Fact]
    public void PrefixOfTheFirstColumnNameIsThePrefixOfAll()
    {
        var set = Parse(("label", "name:income"), ("weight_column", "3"), ("ignore", "name:a,b"), ("categorical_feature", "0,2"));
        Assert.Equal("name:income", set.Data.Label);
        Assert.Equal("3", set.Data.Weight);
        Assert.Equal(["name:a", "name:b"], set.Data.Ignore);
        Assert.Equal(["0", "2"], set.Data.Categorical);
    }

    [Fact]
    public void MetricsAreAListInLowerCase() =>
        Assert.Equal(["auc", "binary_logloss"], Parse(("metric", "AUC, binary_logloss")).Options.Metrics);

    [Fact]
    public void FilesAreLeftToTheCommandLine()
    {
        var set = Parse(("train_data", "a.csv"), ("model_out", "m.txt"));
        Assert.Equal("a.csv", set.Command["data"]);
        Assert.Equal("m.txt", set.Command["output_model"]);
    }

    [Fact]
    public void BaggingWithoutFrequencyIsNoted() =>
        Assert.Equal(["bagging_fraction has no effect while bagging_freq is 0"], Parse(("subsample", "0.5")).Notes);

    [Theory]
    [InlineData("rf", BoostingMode.RandomForest)]
    [InlineData("Random_Forest", BoostingMode.RandomForest)]
    [InlineData("gbrt", BoostingMode.GradientBoosting)]
    public void BoostingHasLightGbmsNames(string name, BoostingMode mode)
    {
        Assert.Equal(mode, Parse(("boosting", name)).Options.Boosting);
        Assert.Equal(mode, Parse(("boost", name)).Options.Boosting);
    }

    [Fact]
    public void LearningRatesAreNumbersParted() =>
        Assert.Equal([0.3, 0.2, 1e-3], Parse(("--learning-rates", "0.3, 0.2,1e-3")).Options.LearningRates);

    [Fact]
    public void TheSeedOfThresholdsIsTheSeedUnlessItIsGiven()
    {
        Assert.Null(Parse(("seed", "7")).Options.ExtraSeed);
        Assert.Equal(9, Parse(("seed", "7"), ("extra_seed", "9")).Options.ExtraSeed);
    }

    [Fact]
    public void WhatBagsAndForestsDoNotLookAtIsNoted()
    {
        Assert.Equal(["learning_rate has no effect with boosting=rf"], Parse(("boosting", "rf"), ("eta", "0.2")).Notes);
        Assert.Equal(
            ["pos_bagging_fraction and neg_bagging_fraction have no effect while bagging_freq is 0"], Parse(("pos_bagging", "0.5")).Notes);
        Assert.Equal(
            ["bagging_fraction has no effect beside pos_bagging_fraction and neg_bagging_fraction"],
            Parse(("neg_bagging", "0.5"), ("bagging", "0.5"), ("bagging_freq", "1")).Notes);
        Assert.Equal(
            ["bagging_by_query has no effect without bagging_fraction and bagging_freq"], Parse(("bagging_by_query", "true")).Notes);
    }
}
