namespace LowBit.Boosting;

static partial class ParameterTable
{
    static IEnumerable<Parameter> Learning =>
    [
        NoEffect("force_col_wise", "false", "The layout of histograms is chosen by the engine."),
        NoEffect("force_row_wise", "false", "The layout of histograms is chosen by the engine."),
        NoEffect("histogram_pool_size", "-1", "Histograms are pooled by the engine.", "hist_pool_size"),
        Option("max_depth", AnyInt, "Depth of a tree, at most; 0 or less: no limit.",
            o => o.MaxDepth, (o, v) => o with { MaxDepth = v }),
        Option("min_data_in_leaf", NonNegativeInt, "Rows a leaf must have at least.",
            o => o.MinDataInLeaf, (o, v) => o with { MinDataInLeaf = v },
            "min_data_per_leaf", "min_data", "min_child_samples", "min_samples_leaf"),
        Option("min_sum_hessian_in_leaf", NumberKind.NonNegative, "Sum of hessians a leaf must have at least.",
            o => o.MinSumHessianInLeaf, (o, v) => o with { MinSumHessianInLeaf = v },
            "min_sum_hessian_per_leaf", "min_sum_hessian", "min_hessian", "min_child_weight"),
        Option("bagging_fraction", NumberKind.Fraction, "Fraction of the rows a bag holds; needs bagging_freq.",
            o => o.BaggingFraction, (o, v) => o with { BaggingFraction = v }, "sub_row", "subsample", "bagging"),
        One("pos_bagging_fraction", "Bags by class come later; use bagging_fraction.", "pos_sub_row", "pos_subsample", "pos_bagging"),
        One("neg_bagging_fraction", "Bags by class come later; use bagging_fraction.", "neg_sub_row", "neg_subsample", "neg_bagging"),
        Option("bagging_freq", NonNegativeInt, "A new bag every this many rounds; 0: no bagging.",
            o => o.BaggingFreq, (o, v) => o with { BaggingFreq = v }, "subsample_freq"),
        Option("bagging_seed", AnyLong, "Seed of the bags; default: the seed.",
            o => o.BaggingSeed ?? o.Seed, (o, v) => o with { BaggingSeed = v }, "bagging_fraction_seed"),
        Off("bagging_by_query", "Ranking comes later; leave it out."),
        Option("feature_fraction", NumberKind.Fraction, "Fraction of the features a tree may use.",
            o => o.FeatureFraction, (o, v) => o with { FeatureFraction = v }, "sub_feature", "colsample_bytree"),
        Option("feature_fraction_bynode", NumberKind.Fraction, "Fraction of the tree's features a node may use.",
            o => o.FeatureFractionByNode, (o, v) => o with { FeatureFractionByNode = v }, "sub_feature_bynode", "colsample_bynode"),
        Option("feature_fraction_seed", AnyLong, "Seed of the choice of features; default: the seed.",
            o => o.FeatureFractionSeed ?? o.Seed, (o, v) => o with { FeatureFractionSeed = v }),
        Off("extra_trees", "Extremely randomized trees come later; sample with feature_fraction_bynode.", "extra_tree"),
        NoEffect("extra_seed", "6", "Used only with extra_trees."),
        Option("early_stopping_round", AnyInt, "Stop when no metric of the validation sets improved for this many rounds; 0: never.",
            o => o.EarlyStoppingRound, (o, v) => o with { EarlyStoppingRound = Math.Max(v, 0) },
            "early_stopping_rounds", "early_stopping", "n_iter_no_change"),
        Option("early_stopping_min_delta", NumberKind.NonNegative, "How much better counts as better.",
            o => o.EarlyStoppingMinDelta, (o, v) => o with { EarlyStoppingMinDelta = v }),
        Option("first_metric_only", FlagKind.Instance, "Only the first metric decides early stopping.",
            o => o.FirstMetricOnly, (o, v) => o with { FirstMetricOnly = v }),
        Option("max_delta_step", NumberKind.Any, "Largest output of a leaf before shrinkage; 0 or less: no limit.",
            o => o.MaxDeltaStep, (o, v) => o with { MaxDeltaStep = v }, "max_tree_output", "max_leaf_output"),
        Option("lambda_l1", NumberKind.NonNegative, "L1 regularization.",
            o => o.LambdaL1, (o, v) => o with { LambdaL1 = v }, "reg_alpha", "l1_regularization"),
        Option("lambda_l2", NumberKind.NonNegative, "L2 regularization.",
            o => o.LambdaL2, (o, v) => o with { LambdaL2 = v }, "reg_lambda", "lambda", "l2_regularization"),
        NoEffect("linear_lambda", "0", "Used only with linear_tree."),
        Option("min_gain_to_split", NumberKind.NonNegative, "Gain a split must exceed.",
            o => o.MinGainToSplit, (o, v) => o with { MinGainToSplit = v }, "min_split_gain"),
        NoEffect("drop_rate", "0.1", "Used only with boosting=dart.", "rate_drop"),
        NoEffect("max_drop", "50", "Used only with boosting=dart."),
        NoEffect("skip_drop", "0.5", "Used only with boosting=dart."),
        NoEffect("xgboost_dart_mode", "false", "Used only with boosting=dart."),
        NoEffect("uniform_drop", "false", "Used only with boosting=dart."),
        NoEffect("drop_seed", "4", "Used only with boosting=dart."),
        NoEffect("top_rate", "0.2", "Used only with data_sample_strategy=goss."),
        NoEffect("other_rate", "0.1", "Used only with data_sample_strategy=goss."),
        Option("min_data_per_group", PositiveInt, "Rows a group of categories must have at least.",
            o => o.MinDataPerGroup, (o, v) => o with { MinDataPerGroup = v }),
        Option("max_cat_threshold", PositiveInt, "Categories on the smaller side of a split, at most.",
            o => o.MaxCatThreshold, (o, v) => o with { MaxCatThreshold = v }),
        Option("cat_l2", NumberKind.NonNegative, "L2 regularization of categorical splits.",
            o => o.CatL2, (o, v) => o with { CatL2 = v }),
        Option("cat_smooth", NumberKind.NonNegative, "Smoothing of the order of categories.",
            o => o.CatSmooth, (o, v) => o with { CatSmooth = v }),
        Option("max_cat_to_onehot", PositiveInt, "Up to this many categories are split one against the rest.",
            o => o.MaxCatToOnehot, (o, v) => o with { MaxCatToOnehot = v }),
        NoEffect("top_k", "20", "Used only with tree_learner=voting on several machines.", "topk"),
        Empty("monotone_constraints", "Monotone constraints come later; leave it out.", "mc", "monotone_constraint", "monotonic_cst"),
        NoEffect("monotone_constraints_method", "basic", "Used only with monotone_constraints.",
            "monotone_constraining_method", "mc_method"),
        NoEffect("monotone_penalty", "0", "Used only with monotone_constraints.",
            "monotone_splits_penalty", "ms_penalty", "mc_penalty"),
        Empty("feature_contri", "Factors on gains come later; leave it out.", "feature_contrib", "fc", "fp", "feature_penalty"),
        Empty("forcedsplits_filename", "Forced splits come later; leave it out.",
            "fs", "forced_splits_filename", "forced_splits_file", "forced_splits") with { InModel = false },
        NoEffect("refit_decay_rate", "0.9", "Used only by the task refit."),
        NoEffect("cegb_tradeoff", "1", "Used only with cegb penalties."),
        DefaultOnly("cegb_penalty_split", NumberKind.Any, 0, "0", "Costs of features come later; leave it out."),
        Empty("cegb_penalty_feature_lazy", "Costs of features come later; leave it out."),
        Empty("cegb_penalty_feature_coupled", "Costs of features come later; leave it out."),
        Option("path_smooth", NumberKind.NonNegative, "Pull of a node's output towards its parent's.",
            o => o.PathSmooth, (o, v) => o with { PathSmooth = v }),
        Empty("interaction_constraints", "Interaction constraints come later; leave it out."),
        NoEffect("verbosity", "1", "Progress goes to the standard error stream.", "verbose"),
        Command("input_model", "", "Model file to train on from.", "model_input", "model_in"),
        Command("output_model", "", "Model file to write.", "model_output", "model_out"),
        NoEffect("saved_feature_importance_type", "0", "Model files hold the number of splits; `inspect` shows both importances."),
        NoEffect("snapshot_freq", "-1", "No snapshots are written.", "save_period"),
        Option("use_quantized_grad", FlagKind.Instance, "false: 32 bits; true: the default grad_bits unless num_grad_quant_bins says otherwise.",
            o => o.GradientBits != 32, (o, v) => o with { GradientBits = v ? QuantizedBits(o) : 32 })
            with { Meaning = "grad_bits", Default = "true" },
        Option("num_grad_quant_bins", GradientBinsKind, "Levels of a gradient: 2 ^ grad_bits − 2.",
            o => QuantizedBits(o), (o, v) => o.GradientBits == 32 ? o : o with { GradientBits = v }) with { Meaning = "grad_bits" },
        Option("quant_train_renew_leaf", FlagKind.Instance, "LightGBM's name of refit_leaves.",
            o => o.RefitLeaves, (o, v) => o with { RefitLeaves = v }) with { Meaning = "refit_leaves" },
        Option("stochastic_rounding", FlagKind.Instance, "LightGBM's name of rounding=stochastic.",
            o => o.Rounding == Numerics.RoundingMode.Stochastic,
            (o, v) => o with { Rounding = v ? Numerics.RoundingMode.Stochastic : Numerics.RoundingMode.NearestEven })
            with { Meaning = "rounding" },
        Off("linear_tree", "Linear leaves come later; train constant ones.", "linear_trees"),
    ];

    static IntegerKind<int> AnyInt => new(int.MinValue, int.MaxValue);

    static IntegerKind<int> NonNegativeInt => new(0, int.MaxValue);

    static IntegerKind<int> PositiveInt => new(1, int.MaxValue);

    // LightGBM's default of 4 bins lies between 2 and 3 bits. The grid with no fewer levels is taken.
    static ChoiceKind<int> GradientBinsKind => new(
        (2, ["2"]), (3, ["6", "4"]), (4, ["14"]), (5, ["30"]), (6, ["62"]), (7, ["126"]), (8, ["254"]));

    static int QuantizedBits(BoosterOptions options) =>
        options.GradientBits == 32 ? new BoosterOptions().GradientBits : options.GradientBits;
}
