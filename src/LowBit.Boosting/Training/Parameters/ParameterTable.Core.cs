namespace LowBit.Boosting;

static partial class ParameterTable
{
    // The first four and metric stand at the head of the section in LightGBM's model files too.
    static IEnumerable<Parameter> Core =>
    [
        Option("boosting", BoostingKind, "gbdt: each tree corrects those before it; rf: a random forest. dart comes later.",
            o => o.Boosting, (o, v) => o with { Boosting = v }, "boosting_type", "boost"),
        Option("objective", ObjectiveKind, "Loss that the trees minimize.",
            o => o.Objective, (o, v) => o with { Objective = v }, "objective_type", "app", "application", "loss"),
        Option("metric", ListKind.Instance, "Metrics to report, separated by commas; none: no metric. Default: the objective's own.",
            o => o.Metrics, (o, v) => o with { Metrics = [.. v.Select(name => name.ToLowerInvariant())] },
            "metrics", "metric_types"),
        NoEffect("tree_learner", "serial", "The trees do not depend on how the work is shared out.",
            "tree", "tree_type", "tree_learner_type"),
        NoEffect("device_type", "cpu", "Training runs on the processor.", "device"),
        DefaultOnly("data_sample_strategy", new ChoiceKind<int>((0, ["bagging"])), 0, "bagging",
            "goss comes later; sample rows with bagging_fraction and bagging_freq."),
        Command("config", "", "File of parameters, one key=value a line; # starts a comment.", "config_file"),
        Command("task", "train", "What the file of parameters is for.", "task_type"),
        Command("data", "", "Data file (CSV, TSV or LibSVM, plain or .gz).", "train", "train_data", "train_data_file", "data_filename"),
        Command("valid", "", "Validation file; repeat for more.",
            "test", "valid_data", "valid_data_file", "test_data", "test_data_file", "valid_filenames"),
        Option("num_iterations", new IntegerKind<int>(0, int.MaxValue), "Boosting rounds.",
            o => o.NumIterations, (o, v) => o with { NumIterations = v },
            "num_iteration", "n_iter", "num_tree", "num_trees", "num_round", "num_rounds", "nrounds", "num_boost_round",
            "n_estimators", "max_iter"),
        Option("learning_rate", NumberKind.Positive, "Factor on every leaf.",
            o => o.LearningRate, (o, v) => o with { LearningRate = v }, "shrinkage_rate", "eta"),
        Option("num_leaves", new IntegerKind<int>(2, 65_535), "Leaves a tree, at most.",
            o => o.NumLeaves, (o, v) => o with { NumLeaves = v }, "num_leaf", "max_leaves", "max_leaf", "max_leaf_nodes"),
        Option("num_threads", new IntegerKind<int>(int.MinValue, 1024), "Worker threads; 0: one a core. Changes no byte of the model.",
            o => o.NumThreads, (o, v) => o with { NumThreads = Math.Max(v, 0) },
            "num_thread", "nthread", "nthreads", "n_jobs", "threads") with { InModel = false },
        Option("seed", AnyLong, "Seed of everything random that has no seed of its own.",
            o => o.Seed, (o, v) => o with { Seed = v }, "random_seed", "random_state"),
        NoEffect("deterministic", "false", "The same data, options and seed always give the same model."),
    ];

    static IntegerKind<long> AnyLong => new(long.MinValue, long.MaxValue);

    // A further mode (dart) is a further value here, and what it changes in TrainingRun.
    static ChoiceKind<BoostingMode> BoostingKind => new(
        (BoostingMode.GradientBoosting, ["gbdt", "gbrt"]), (BoostingMode.RandomForest, ["rf", "random_forest"]));

    static ChoiceKind<string> ObjectiveKind =>
        new([.. LowBit.Boosting.Objectives.Table.Select(row => (row.Name, (string[])[row.Name, .. row.Aliases]))]);

    public static bool IsMulticlass(string objective) =>
        ObjectiveKind.TryParse(objective, out string name) && LowBit.Boosting.Objectives.IsMulticlass(name);

    public static bool IsBinary(string objective) =>
        ObjectiveKind.TryParse(objective, out string name) && name == "binary";
}
