namespace LowBit.Boosting;

static partial class ParameterTable
{
    static IEnumerable<Parameter> Files =>
    [
        Data("max_bin", new IntegerKind<int>(2, ushort.MaxValue), "Bins of a feature, at most.",
            d => d.MaxBin, (d, v) => d with { MaxBin = v }, "max_bins"),
        Empty("max_bin_by_feature", "Bins by feature come later; set max_bin for all."),
        Data("min_data_in_bin", PositiveInt, "Rows of the sample a bin must have at least.",
            d => d.MinDataInBin, (d, v) => d with { MinDataInBin = v }),
        Data("bin_construct_sample_cnt", PositiveInt, "Rows that bin edges are made from.",
            d => d.BinConstructSampleCnt, (d, v) => d with { BinConstructSampleCnt = v }, "subsample_for_bin"),
        Data("data_random_seed", AnyLong, "Seed of the sample that bin edges are made from; default: the seed.",
            d => d.Seed, (d, v) => d with { Seed = v }, "data_seed"),
        NoEffect("is_enable_sparse", "true", "The layout of the data is chosen by the engine.", "is_sparse", "enable_sparse", "sparse"),
        NoEffect("enable_bundle", "true", "The layout of the data is chosen by the engine.", "is_enable_bundle", "bundle"),
        Data("use_missing", FlagKind.Instance, "Missing values get a side of their own in each split.",
            d => d.UseMissing, (d, v) => d with { UseMissing = v }),
        Data("zero_as_missing", FlagKind.Instance, "Zeros count as missing.",
            d => d.ZeroAsMissing, (d, v) => d with { ZeroAsMissing = v }),
        Option("feature_pre_filter", FlagKind.Instance, "Numeric features without a threshold that has min_data_in_leaf rows on either side are left out.",
            o => o.FeaturePreFilter, (o, v) => o with { FeaturePreFilter = v }),
        NoEffect("pre_partition", "false", "Used only on several machines.", "is_pre_partition"),
        NoEffect("two_round", "false", "Files are always read by blocks.", "two_round_loading", "use_two_round_loading"),
        Data("header", FlagKind.Instance, "Whether the first line holds names. Default: detected.",
            d => d.HasHeader ?? false, (d, v) => d with { HasHeader = v }, "has_header") with { InModel = false, Default = "" },
        Data("label_column", TextKind.Instance, "Name or index of the label. Default: the first column.",
            d => d.Label ?? "", (d, v) => d with { Label = v }, "label") with { InModel = false },
        Data("weight_column", TextKind.Instance, "Name or index of the column of weights.",
            d => d.Weight ?? "", (d, v) => d with { Weight = v }, "weight") with { InModel = false },
        Data("group_column", TextKind.Instance, "Name or index of the column of groups (queries).",
            d => d.Group ?? "", (d, v) => d with { Group = v.Length == 0 ? null : v },
            "group", "group_id", "query_column", "query", "query_id") with { InModel = false },
        Data("ignore_column", ListKind.Instance, "Columns that are no features, separated by commas.",
            d => d.Ignore, (d, v) => d with { Ignore = Named(v) },
            "ignore_feature", "blacklist", "ignore") with { InModel = false },
        Data("categorical_feature", ListKind.Instance, "Columns that hold categories, separated by commas.",
            d => d.Categorical, (d, v) => d with { Categorical = Named(v) },
            "cat_feature", "categorical_column", "cat_column", "categorical_features", "categorical"),
        Empty("forcedbins_filename", "Forced bin edges come later; leave it out.") with { InModel = false },
        Command("save_binary", "false", "File that the binned data is saved to; true: the data's name with .bin behind it.",
            "is_save_binary", "is_save_binary_file"),
        NoEffect("precise_float_parser", "false", "Numbers are always read correctly rounded."),
        Empty("parser_config_file", "Parsers of your own come later; convert the file to CSV.") with { InModel = false },
    ];

    const string NamePrefix = "name:";

    // LightGBM writes the prefix once, before the first of several names; options have it at each name.
    static IReadOnlyList<string> Named(IReadOnlyList<string> columns) =>
        columns is [var first, ..] && first.StartsWith(NamePrefix, StringComparison.Ordinal)
            ? [first, .. columns.Skip(1).Select(name => NamePrefix + name)]
            : columns;
}
