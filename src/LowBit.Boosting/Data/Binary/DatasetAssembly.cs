namespace LowBit.Boosting;

/// <summary>Puts a binned data set together from its header and arrays, and holds every bin to its feature.</summary>
static class DatasetAssembly
{
    /// <exception cref="FormatException">Header and arrays do not go together.</exception>
    /// <exception cref="BadOptionException">The options ask for other bins.</exception>
    public static Dataset Make(string name, DatasetHeader header, DatasetArrays arrays, DatasetOptions options)
    {
        options = BinnedOptions.Join(name, header.Options, options);
        CheckInitScores(name, options.InitScores, header.Sizes.RowCount);
        Feature[] features = [.. header.Mappers.Index().Where(pair => pair.Item is { BinCount: > 1 }).Select(pair => new Feature(pair.Index, pair.Item!))];
        int[] binCounts = Array.ConvertAll(features, feature => feature.Bins.BinCount);
        DatasetArrays.Require(header.Mappers.Length == header.Schema.FeatureCount, "bins of other columns");
        var stored = Columns(header, arrays, binCounts);
        var (firstRow, globalRowCount) = DatasetBuilder.RowsOfRanks(options.Collective, header.Sizes.RowCount);
        using var team = new WorkerTeam(options.NumThreads);
        StoredCheck.Check(stored, binCounts, header.Sizes.RowCount, team);
        return new(header.Schema, options)
        {
            RowCount = header.Sizes.RowCount,
            FirstRow = firstRow,
            GlobalRowCount = globalRowCount,
            LabelValues = arrays.Labels,
            WeightValues = arrays.Weights,
            InitScoreValues = options.InitScores is { } scores ? [.. scores] : arrays.InitScores,
            GroupStarts = arrays.GroupStarts,
            Mappers = header.Mappers,
            Features = features,
            Bins = new BinnedMatrix(stored, binCounts, header.Sizes.RowCount, team),
            DescribeLabel = row => $"{name}, row {row},",
        };
    }

    static void CheckInitScores(string name, double[]? scores, int rowCount)
    {
        if (scores is not null && (scores.Length == 0 || scores.Length % rowCount != 0 || !scores.All(double.IsFinite)))
        {
            throw new BadDataException(
                $"there are {scores.Length} initial scores for {rowCount} rows of {name}; give a finite one for each row and output.");
        }
    }

    static StoredColumns Columns(DatasetHeader header, DatasetArrays arrays, int[] binCounts)
    {
        int columns = arrays.Bytes.Length + arrays.Words.Length + arrays.Sparse.Length;
        DatasetArrays.Require(
            header.FeaturesOf.Length == columns && header.DefaultBins.Length == binCounts.Length
                && header.FeaturesOf.SelectMany(features => features).Order().SequenceEqual(Enumerable.Range(0, binCounts.Length)),
            "columns that are not those of the features");
        var places = new FeaturePlace[binCounts.Length];
        for (int column = 0; column < columns; column++)
        {
            int offset = 1;
            foreach (int feature in header.FeaturesOf[column])
            {
                int defaultBin = header.DefaultBins[feature];
                bool isBundled = defaultBin >= 0 && column < arrays.Bytes.Length;
                places[feature] = new(column, isBundled ? offset : 0, defaultBin);
                offset += binCounts[feature] - 1;
            }
        }
        int firstSparse = arrays.Bytes.Length + arrays.Words.Length;
        var sparse = arrays.Sparse.Select((column, i) => new SparseColumn(
            column.Rows, column.Bins, header.FeaturesOf[firstSparse + i] is [int feature] ? header.DefaultBins[feature] : -1));
        return new(arrays.Bytes, arrays.Words, [.. sparse], header.FeaturesOf, places);
    }
}
