using LowBit.Boosting;

namespace LowBit.Tests;

public class ParameterFileTests
{
    [Fact]
    public void KeysValuesAndCommentsAreReadAsLightGbmReadsThem() =>
        Assert.Equal(
            [
                new("task", "train", "t.conf line 2"),
                new("num_leaves", "63", "t.conf line 4"),
                new("metric", "l2,auc", "t.conf line 5"),
                new("data", "a=b.csv", "t.conf line 6"),
                new("valid", "", "t.conf line 7"),
            ],
            ParameterFile.Parse("t.conf",
                ["# comment", "task = train", "", "num_leaves=63 # alias: num_leaf", " 'metric' = \"l2,auc\"", "data=a=b.csv", "valid="]));

    [Theory]
    [InlineData("num_leaves 63")]
    [InlineData("= 63")]
    public void LineWithoutKeyOrEqualsIsRefused(string line) =>
        Assert.Equal(
            $"t.conf line 2: '{line}' is not a setting. Write key = value, or # before a comment.",
            Assert.Throws<BadOptionException>(() => ParameterFile.Parse("t.conf", ["", line])).Message);

    [Fact]
    public void MissingFileIsRefused() =>
        Assert.Equal("the file of parameters no/such.conf cannot be read (there is no such file); check the path.",
            Assert.Throws<BadOptionException>(() => ParameterFile.Read("no/such.conf")).Message);

    [Fact]
    public void FileOfACommonLightGbmRunIsAccepted()
    {
        string[] lines =
        [
            "task = train", "boosting_type = gbdt", "objective = binary", "metric = binary_logloss,auc", "metric_freq = 1",
            "is_training_metric = true", "max_bin = 255", "data = binary.train", "valid_data = binary.test", "num_trees = 100",
            "learning_rate = 0.1", "num_leaves = 63", "tree_learner = serial", "feature_fraction = 0.8", "bagging_freq = 5",
            "bagging_fraction = 0.8", "min_data_in_leaf = 50", "min_sum_hessian_in_leaf = 5.0", "is_enable_sparse = true",
            "use_two_round_loading = false", "is_save_binary_file = false", "output_model = LightGBM_model.txt",
            "num_machines = 1", "local_listen_port = 12400", "machine_list_file = mlist.txt",
        ];
        var set = Parameters.Parse(ParameterFile.Parse("train.conf", lines));
        Assert.Equal("binary", set.Options.Objective);
        Assert.Equal(63, set.Options.NumLeaves);
        Assert.True(set.Options.IsProvideTrainingMetric);
        Assert.Equal("binary.test", set.Command["valid"]);
        Assert.Equal(
            ["no effect on the model: tree_learner, is_enable_sparse, use_two_round_loading, local_listen_port, machine_list_file"],
            set.Notes);
    }
}
