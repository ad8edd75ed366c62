namespace LowBit.Boosting;

static partial class ParameterTable
{
    public static IEnumerable<Parameter> Prediction =>
    [
        Command("start_iteration_predict", AnyInt, 0, "First round to predict with, counted from 0."),
        Command("num_iteration_predict", AnyInt, -1, "Rounds to predict with; 0 or less: all."),
        Command("predict_raw_score", FlagKind.Instance, false, "Raw scores, not transformed.",
            "is_predict_raw_score", "predict_rawscore", "raw_score"),
        Command("predict_leaf_index", FlagKind.Instance, false, "The leaf of each tree, not the prediction.",
            "is_predict_leaf_index", "leaf_index"),
        Command("predict_contrib", FlagKind.Instance, false, "What each feature adds to the raw score, and the expected value.",
            "is_predict_contrib", "contrib"),
        NoEffect("predict_disable_shape_check", "false", "Columns are matched by name where both sides have names."),
        Off("pred_early_stop", "It would change predictions; leave it out.") with { InModel = false },
        NoEffect("pred_early_stop_freq", "10", "Used only with pred_early_stop."),
        NoEffect("pred_early_stop_margin", "10", "Used only with pred_early_stop."),
        Command("output_result", "", "File of predictions to write.",
            "predict_result", "prediction_result", "predict_name", "prediction_name", "pred_name", "name_pred"),
        NoEffect("convert_model_language", "", "No source code is written."),
        NoEffect("convert_model", "gbdt_prediction.cpp", "No source code is written.", "convert_model_file"),
    ];

    static IEnumerable<Parameter> Objectives =>
    [
        NoEffect("objective_seed", "5", "Used only with objective=rank_xendcg."),
        Option("num_class", NonNegativeInt, "Multiclass: number of classes; 0: taken from the labels.",
            o => o.NumClass, (o, v) => o with { NumClass = v }, "num_classes"),
        Option("is_unbalance", FlagKind.Instance, "Binary and one-vs-all: weigh the rarer class up to balance.",
            o => o.IsUnbalance, (o, v) => o with { IsUnbalance = v }, "unbalance", "unbalanced_sets"),
        Option("scale_pos_weight", NumberKind.Positive, "Binary and one-vs-all: weight of the positive class.",
            o => o.ScalePosWeight, (o, v) => o with { ScalePosWeight = v }),
        Option("sigmoid", NumberKind.Positive, "Binary and one-vs-all: slope of the sigmoid.",
            o => o.Sigmoid, (o, v) => o with { Sigmoid = v }),
        Option("boost_from_average", FlagKind.Instance, "Scores start at the loss's best constant.",
            o => o.BoostFromAverage, (o, v) => o with { BoostFromAverage = v }),
        Option("reg_sqrt", FlagKind.Instance, "Regression: learn roots of labels and square predictions back.",
            o => o.RegSqrt, (o, v) => o with { RegSqrt = v }),
        Option("alpha", NumberKind.Positive, "Huber: where the loss turns linear; quantile: the fraction, below 1.",
            o => o.Alpha, (o, v) => o with { Alpha = v }),
        Option("fair_c", NumberKind.Positive, "Fair: the distance scale.", o => o.FairC, (o, v) => o with { FairC = v }),
        Option("poisson_max_delta_step", NumberKind.Positive, "Poisson: safeguard in the exponent of the hessian.",
            o => o.PoissonMaxDeltaStep, (o, v) => o with { PoissonMaxDeltaStep = v }),
        Option("tweedie_variance_power", new NumberKind(1, 2, HighIsOpen: true), "Tweedie: power of the mean that the variance follows.",
            o => o.TweedieVariancePower, (o, v) => o with { TweedieVariancePower = v }),
        NoEffect("lambdarank_truncation_level", "30", "Used only with objective=lambdarank."),
        NoEffect("lambdarank_norm", "true", "Used only with objective=lambdarank."),
        NoEffect("label_gain", "", "Used only with objective=lambdarank."),
        NoEffect("lambdarank_position_bias_regularization", "0", "Used only with objective=lambdarank."),
    ];

    static IEnumerable<Parameter> Metrics =>
    [
        Option("metric_freq", PositiveInt, "Metrics are computed every this many rounds.",
            o => o.MetricFreq, (o, v) => o with { MetricFreq = v }, "output_freq") with { InModel = false },
        Option("is_provide_training_metric", FlagKind.Instance, "Metrics of the training rows are computed too.",
            o => o.IsProvideTrainingMetric, (o, v) => o with { IsProvideTrainingMetric = v },
            "training_metric", "is_training_metric", "train_metric") with { InModel = false },
        NoEffect("eval_at", "1,2,3,4,5", "Used only with metric=ndcg or map.", "ndcg_eval_at", "ndcg_at", "map_eval_at", "map_at"),
        Option("multi_error_top_k", PositiveInt, "Metric multi_error: the class must be among this many highest.",
            o => o.MultiErrorTopK, (o, v) => o with { MultiErrorTopK = v }),
        Empty("auc_mu_weights", "Metric auc_mu weighs all pairs of classes equally; leave it out."),
    ];

    static IEnumerable<Parameter> Machines =>
    [
        One("num_machines", "Training on several machines comes later; train on one.", "num_machine") with { InModel = false },
        NoEffect("local_listen_port", "12400", "Used only on several machines.", "local_port", "port"),
        NoEffect("time_out", "120", "Used only on several machines."),
        NoEffect("machine_list_filename", "", "Used only on several machines.", "machine_list_file", "machine_list", "mlist"),
        NoEffect("machines", "", "Used only on several machines.", "workers", "nodes"),
        NoEffect("gpu_platform_id", "-1", "Training runs on the processor."),
        NoEffect("gpu_device_id", "-1", "Training runs on the processor."),
        NoEffect("gpu_device_id_list", "", "Training runs on the processor."),
        NoEffect("gpu_use_dp", "false", "Training runs on the processor."),
        NoEffect("num_gpu", "1", "Training runs on the processor."),
    ];

    static IEnumerable<Parameter> Ours =>
    [
        Option("grad_bits", new ChoiceKind<int>([.. Enumerable.Range(2, 7).Append(32).Select(bits => (bits, new[] { $"{bits}" }))]),
            "Bits of a gradient; 32: the fixed-point reference.",
            o => o.GradientBits, (o, v) => o with { GradientBits = v }),
        Option("grad_scale", new ChoiceKind<GradientScale>((GradientScale.Maximum, ["max"]), (GradientScale.Clip, ["clip"])),
            "What the largest level of a gradient stands for.",
            o => o.GradientScale, (o, v) => o with { GradientScale = v }),
        Option("rounding", new ChoiceKind<Numerics.RoundingMode>(
                (Numerics.RoundingMode.Stochastic, ["stochastic"]), (Numerics.RoundingMode.NearestEven, ["nearest"])),
            "How gradients are rounded to levels.",
            o => o.Rounding, (o, v) => o with { Rounding = v }),
        Option("refit_leaves", FlagKind.Instance, "Leaf values again from fixed-point gradients after the tree has grown.",
            o => o.RefitLeaves, (o, v) => o with { RefitLeaves = v }),
        Option("learning_rates", RatesKind, "Learning rate of each round, separated by commas; the last one holds for what follows.",
            o => o.LearningRates, (o, v) => o with { LearningRates = v }),
        Option("learning_rate_decay", NumberKind.Fraction, "Factor on the learning rate every learning_rate_decay_freq rounds.",
            o => o.LearningRateDecay, (o, v) => o with { LearningRateDecay = v }),
        Option("learning_rate_decay_freq", PositiveInt, "Rounds from one lower learning rate to the next.",
            o => o.LearningRateDecayFreq, (o, v) => o with { LearningRateDecayFreq = v }),
        Command("init_score", "", "File of initial scores, one line a row; or columns of them, separated by commas."),
        Command("checkpoint", "", "File that the run is saved to as it goes, to be taken up with resume."),
        Command("checkpoint_every", PositiveInt, new CheckpointOptions().Every, "Rounds from one checkpoint to the next."),
        Command("resume", "", "Checkpoint to go on from; data and options as they were."),
    ];

    static NumbersKind RatesKind => new(NumberKind.Positive);
}
