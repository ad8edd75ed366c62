namespace LowBit.Boosting;

/// <summary>
/// What may be asked of a data set that is binned already: threads, ranks and a reference. What would need its values again
/// must be as it was, or be left at its default.
/// </summary>
static class BinnedOptions
{
    static readonly (string Name, Func<DatasetOptions, object?> Get)[] Fixed =
    [
        ("label", options => options.Label),
        ("weight", options => options.Weight),
        ("group", options => options.Group),
        ("init_score", options => string.Join(',', options.InitScoreColumns)),
        ("ignore_column", options => string.Join(',', options.Ignore)),
        ("categorical_feature", options => string.Join(',', options.Categorical)),
        ("max_bin", options => options.MaxBin),
        ("min_data_in_bin", options => options.MinDataInBin),
        ("bin_construct_sample_cnt", options => options.BinConstructSampleCnt),
        ("use_missing", options => options.UseMissing),
        ("zero_as_missing", options => options.ZeroAsMissing),
        ("header", options => options.HasHeader),
        ("weights", options => options.Weights),
        ("group sizes", options => options.GroupSizes),
        ("column names", options => options.ColumnNames),
    ];

    /// <summary>The options of the file, with the asked threads, ranks and reference.</summary>
    /// <exception cref="BadOptionException">Another binning is asked for.</exception>
    public static DatasetOptions Join(string name, DatasetOptions binned, DatasetOptions asked)
    {
        var plain = new DatasetOptions();
        foreach (var (option, get) in Fixed)
        {
            if (!Equals(get(asked), get(plain)) && !Equals(get(asked), get(binned)))
            {
                throw new BadOptionException(
                    $"{option} is {get(asked)}, but {name} was binned with {get(binned) ?? "none"}; leave the option out, or bin the data again.");
            }
        }
        return binned with
        {
            NumThreads = asked.NumThreads,
            Collective = asked.Collective,
            Reference = asked.Reference,
            InitScores = asked.InitScores,
        };
    }
}
