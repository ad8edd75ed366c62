using LowBit.Boosting;

namespace LowBit.Tests;

public class ParameterTableTests
{
    static readonly string[] OurNames =
    [
        "grad_bits", "grad_scale", "rounding", "refit_leaves", "learning_rates", "learning_rate_decay", "learning_rate_decay_freq",
        "init_score", "checkpoint", "checkpoint_every", "resume",
    ];

    [Fact]
    public void EveryNameAndAliasOfLightGbmFindsItsRow()
    {
        foreach (var (name, _, aliases) in LightGbmParameters.All)
            Assert.All(aliases.Prepend(name), alias => Assert.Equal(name, ParameterTable.Find(alias)?.Name));
    }

    [Fact]
    public void NoOtherNamesThanLightGbmsAndOurs()
    {
        var known = LightGbmParameters.All.SelectMany(row => row.Aliases.Prepend(row.Name));
        Assert.Equal(
            [.. OurNames.Concat(["categorical", "ignore", "threads"]).Order()],
            ParameterTable.ByName.Keys.Except(known).Order());
    }

    [Fact]
    public void DefaultsAreLightGbmsExceptTheDocumentedOnes()
    {
        var different = LightGbmParameters.All.Where(row => row.Default != ParameterTable.Find(row.Name)!.Default)
            .Select(row => $"{row.Name}: {row.Default} → {ParameterTable.Find(row.Name)!.Default}");
        Assert.Equal(
            [
                "bagging_seed: 3 → 0",
                "feature_fraction_seed: 2 → 0",
                "extra_seed: 6 → 0",
                "output_model: LightGBM_model.txt → ",
                "use_quantized_grad: false → true",
                "num_grad_quant_bins: 4 → 14",
                "quant_train_renew_leaf: false → true",
                "data_random_seed: 1 → 0",
                "header: false → ",
                "output_result: LightGBM_predict_result.txt → ",
                "num_class: 1 → 0",
            ],
            different);
    }

    [Fact]
    public void OurDefaultsAreFourStochasticBitsRefittedLeavesAndOneLearningRate()
    {
        Assert.Equal(["4", "clip", "stochastic", "true", "", "1", "1", "", "", "10", ""], OurNames.Select(name => ParameterTable.Find(name)!.Default));
    }

    [Theory]
    [InlineData("--num-leaves")]
    [InlineData("--num_leaves")]
    [InlineData("num-leaves")]
    [InlineData("max_leaf_nodes")]
    [InlineData("--max-leaf-nodes")]
    public void KebabAndSnakeCaseAreTheSame(string typed) => Assert.Equal("num_leaves", ParameterTable.Find(typed)?.Name);

    [Fact]
    public void EveryDefaultIsAcceptedByItsOwnRow()
    {
        var empty = new ParameterSet();
        Assert.All(ParameterTable.All, row => Assert.NotNull(row.Set(empty, row.Get(empty))));
    }

    [Fact]
    public void EveryRowSaysWhatItIsFor() =>
        Assert.All(ParameterTable.All, row => Assert.EndsWith(".", row.Remark, StringComparison.Ordinal));
}
