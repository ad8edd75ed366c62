namespace LowBit.Tests;

/// <summary>LightGBM's parameters at commit bae0b7ba (4.6.0.99): name, default, aliases.</summary>
static class LightGbmParameters
{
    public static IReadOnlyList<(string Name, string Default, string[] Aliases)> All { get; } =
        [.. Rows.Split('\n').Select(row => row.Split('|')).Select(row =>
            (row[0].Trim(), row[1].Trim(), row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    const string Rows = """
        config |  | config_file
        task | train | task_type
        objective | regression | objective_type app application loss
        boosting | gbdt | boosting_type boost
        data_sample_strategy | bagging |
        data |  | train train_data train_data_file data_filename
        valid |  | test valid_data valid_data_file test_data test_data_file valid_filenames
        num_iterations | 100 | num_iteration n_iter num_tree num_trees num_round num_rounds nrounds num_boost_round n_estimators max_iter
        learning_rate | 0.1 | shrinkage_rate eta
        num_leaves | 31 | num_leaf max_leaves max_leaf max_leaf_nodes
        tree_learner | serial | tree tree_type tree_learner_type
        num_threads | 0 | num_thread nthread nthreads n_jobs
        device_type | cpu | device
        seed | 0 | random_seed random_state
        deterministic | false |
        force_col_wise | false |
        force_row_wise | false |
        histogram_pool_size | -1 | hist_pool_size
        max_depth | -1 |
        min_data_in_leaf | 20 | min_data_per_leaf min_data min_child_samples min_samples_leaf
        min_sum_hessian_in_leaf | 0.001 | min_sum_hessian_per_leaf min_sum_hessian min_hessian min_child_weight
        bagging_fraction | 1 | sub_row subsample bagging
        pos_bagging_fraction | 1 | pos_sub_row pos_subsample pos_bagging
        neg_bagging_fraction | 1 | neg_sub_row neg_subsample neg_bagging
        bagging_freq | 0 | subsample_freq
        bagging_seed | 3 | bagging_fraction_seed
        bagging_by_query | false |
        feature_fraction | 1 | sub_feature colsample_bytree
        feature_fraction_bynode | 1 | sub_feature_bynode colsample_bynode
        feature_fraction_seed | 2 |
        extra_trees | false | extra_tree
        extra_seed | 6 |
        early_stopping_round | 0 | early_stopping_rounds early_stopping n_iter_no_change
        early_stopping_min_delta | 0 |
        first_metric_only | false |
        max_delta_step | 0 | max_tree_output max_leaf_output
        lambda_l1 | 0 | reg_alpha l1_regularization
        lambda_l2 | 0 | reg_lambda lambda l2_regularization
        linear_lambda | 0 |
        min_gain_to_split | 0 | min_split_gain
        drop_rate | 0.1 | rate_drop
        max_drop | 50 |
        skip_drop | 0.5 |
        xgboost_dart_mode | false |
        uniform_drop | false |
        drop_seed | 4 |
        top_rate | 0.2 |
        other_rate | 0.1 |
        min_data_per_group | 100 |
        max_cat_threshold | 32 |
        cat_l2 | 10 |
        cat_smooth | 10 |
        max_cat_to_onehot | 4 |
        top_k | 20 | topk
        monotone_constraints |  | mc monotone_constraint monotonic_cst
        monotone_constraints_method | basic | monotone_constraining_method mc_method
        monotone_penalty | 0 | monotone_splits_penalty ms_penalty mc_penalty
        feature_contri |  | feature_contrib fc fp feature_penalty
        forcedsplits_filename |  | fs forced_splits_filename forced_splits_file forced_splits
        refit_decay_rate | 0.9 |
        cegb_tradeoff | 1 |
        cegb_penalty_split | 0 |
        cegb_penalty_feature_lazy |  |
        cegb_penalty_feature_coupled |  |
        path_smooth | 0 |
        interaction_constraints |  |
        verbosity | 1 | verbose
        input_model |  | model_input model_in
        output_model | LightGBM_model.txt | model_output model_out
        saved_feature_importance_type | 0 |
        snapshot_freq | -1 | save_period
        use_quantized_grad | false |
        num_grad_quant_bins | 4 |
        quant_train_renew_leaf | false |
        stochastic_rounding | true |
        linear_tree | false | linear_trees
        max_bin | 255 | max_bins
        max_bin_by_feature |  |
        min_data_in_bin | 3 |
        bin_construct_sample_cnt | 200000 | subsample_for_bin
        data_random_seed | 1 | data_seed
        is_enable_sparse | true | is_sparse enable_sparse sparse
        enable_bundle | true | is_enable_bundle bundle
        use_missing | true |
        zero_as_missing | false |
        feature_pre_filter | true |
        pre_partition | false | is_pre_partition
        two_round | false | two_round_loading use_two_round_loading
        header | false | has_header
        label_column |  | label
        weight_column |  | weight
        group_column |  | group group_id query_column query query_id
        ignore_column |  | ignore_feature blacklist
        categorical_feature |  | cat_feature categorical_column cat_column categorical_features
        forcedbins_filename |  |
        save_binary | false | is_save_binary is_save_binary_file
        precise_float_parser | false |
        parser_config_file |  |
        start_iteration_predict | 0 |
        num_iteration_predict | -1 |
        predict_raw_score | false | is_predict_raw_score predict_rawscore raw_score
        predict_leaf_index | false | is_predict_leaf_index leaf_index
        predict_contrib | false | is_predict_contrib contrib
        predict_disable_shape_check | false |
        pred_early_stop | false |
        pred_early_stop_freq | 10 |
        pred_early_stop_margin | 10 |
        output_result | LightGBM_predict_result.txt | predict_result prediction_result predict_name prediction_name pred_name name_pred
        convert_model_language |  |
        convert_model | gbdt_prediction.cpp | convert_model_file
        objective_seed | 5 |
        num_class | 1 | num_classes
        is_unbalance | false | unbalance unbalanced_sets
        scale_pos_weight | 1 |
        sigmoid | 1 |
        boost_from_average | true |
        reg_sqrt | false |
        alpha | 0.9 |
        fair_c | 1 |
        poisson_max_delta_step | 0.7 |
        tweedie_variance_power | 1.5 |
        lambdarank_truncation_level | 30 |
        lambdarank_norm | true |
        label_gain |  |
        lambdarank_position_bias_regularization | 0 |
        metric |  | metrics metric_types
        metric_freq | 1 | output_freq
        is_provide_training_metric | false | training_metric is_training_metric train_metric
        eval_at | 1,2,3,4,5 | ndcg_eval_at ndcg_at map_eval_at map_at
        multi_error_top_k | 1 |
        auc_mu_weights |  |
        num_machines | 1 | num_machine
        local_listen_port | 12400 | local_port port
        time_out | 120 |
        machine_list_filename |  | machine_list_file machine_list mlist
        machines |  | workers nodes
        gpu_platform_id | -1 |
        gpu_device_id | -1 |
        gpu_device_id_list |  |
        gpu_use_dp | false |
        num_gpu | 1 |
        """;
}
