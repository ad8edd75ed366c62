namespace LowBit.Tests;

/// <summary>Model files as they would be written by hand.</summary>
static class ModelTexts
{
    /// <summary>Two rounds of two trees: numbers, categories, a single leaf; every section, no sizes.</summary>
    public const string Full = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=2
        objective=binary sigmoid:1
        feature_names=age job a=b
        monotone_constraints=0 0 1
        feature_infos=[17:90] 0:3:40 none

        Tree=0
        num_leaves=3
        num_cat=1
        split_feature=0 1
        split_gain=12.5 3
        threshold=38.5 0
        decision_type=10 1
        left_child=1 -1
        right_child=-2 -3
        leaf_value=0.25 -0.5 0.125
        leaf_weight=10 20 30
        leaf_count=40 80 120
        internal_value=0.1 0.2
        internal_weight=60 40
        internal_count=240 160
        cat_boundaries=0 2
        cat_threshold=8 256
        is_linear=0
        shrinkage=0.1


        Tree=1
        num_leaves=1
        num_cat=0
        split_feature=
        threshold=
        decision_type=
        left_child=
        right_child=
        leaf_value=0.0625
        is_linear=0
        shrinkage=1


        end of trees

        feature_importances:
        age=1
        job=1

        parameters:
        [boosting: gbdt]
        [learning_rate: 0.1]

        end of parameters

        lowbit schema: 1
        label: "income"
        class: "no"
        class: "yes \u003D 1"
        column: feature "age in years"
        column: text "job"
        column: weight "a\u003Db"
        end of lowbit schema

        parser:
        {"className": "x"}

        end of parser

        pandas_categorical:[["clerk", "cook"]]

        """;

    /// <summary>What LightGBM can do without is left out.</summary>
    public const string Minimal = """
        tree
        num_class=1
        label_index=0
        max_feature_idx=0
        feature_names=x
        feature_infos=none

        Tree=0
        num_leaves=2
        num_cat=0
        split_feature=0
        threshold=0.5
        left_child=-1
        right_child=-2
        leaf_value=1 2

        end of trees
        """;
}
