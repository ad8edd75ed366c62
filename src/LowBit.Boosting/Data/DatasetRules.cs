namespace LowBit.Boosting;

/// <summary>What a table, its labels and its weights must be like.</summary>
static class DatasetRules
{
    public static void Check(ITable table, double[]? labels, DatasetOptions options)
    {
        if (table.RowCount == 0)
        {
            throw new BadDataException($"{table.Name} has no rows; at least one is needed.");
        }
        if (table.ColumnCount == (labels is null ? 1 : 0))
        {
            throw new BadDataException($"{table.Name} has no feature column; it needs the label and at least one more.");
        }
        CheckNames(table);
        CheckLength(labels, table, "labels");
        CheckLength(options.Weights, table, "weights");
        CheckInitScores(options.InitScores, table);
        RowGroups.Check(options.GroupSizes, table);
        CheckRange(options.MaxBin, 2, ushort.MaxValue, "max_bin", "a bin is a number of two bytes");
        CheckRange(options.MinDataInBin, 0, int.MaxValue, "min_data_in_bin", "0 or more rows");
        CheckRange(options.BinConstructSampleCnt, 1, int.MaxValue, "bin_construct_sample_cnt", "1 or more rows");
        CheckRange(options.NumThreads, 0, 1024, "num_threads", "0 takes one a core");
        for (int row = 0; row < options.Weights?.Length; row++)
        {
            CheckWeight(options.Weights[row], table, row, -1);
        }
        for (int row = 0; row < labels?.Length; row++)
        {
            CheckLabel(labels[row], table, row, -1);
        }
    }

    public static void CheckInput(DatasetOptions options)
    {
        if (options is { Reference: { } reference, InputModel: { } model } && model != reference.InputModel)
        {
            throw new BadOptionException(
                "the validation set has another input model than the training set; leave it out, it is taken from DatasetOptions.Reference.");
        }
        if (options.KeepLeaves && options.InputModel is null)
        {
            throw new BadOptionException("leaves are to be kept, but there is no input model; give DatasetOptions.InputModel.");
        }
    }

    public static double CheckLabel(double label, ITable table, int row, int column) => double.IsFinite(label)
        ? label
        : throw new BadDataException(
            $"{Where(table, row, column, "the labels")} is {(double.IsNaN(label) ? "missing" : "infinite")}; every row needs a finite label: remove the row or fill it in.");

    public static double CheckWeight(double weight, ITable table, int row, int column) =>
        double.IsFinite(weight) && weight >= 0
            ? weight
            : throw new BadDataException(
                $"{Where(table, row, column, "the weights")} is no weight; weights are finite and 0 or more.");

    public static double CheckInitScore(double score, ITable table, int row, int column) => double.IsFinite(score)
        ? score
        : throw new BadDataException(
            $"{Where(table, row, column, "the initial scores")} is {(double.IsNaN(score) ? "missing" : "infinite")}; initial scores are finite numbers.");

    static void CheckInitScores(double[]? scores, ITable table)
    {
        if (scores is not null && (scores.Length == 0 || scores.Length % table.RowCount != 0))
        {
            throw new BadDataException(
                $"there are {scores.Length} initial scores for {table.RowCount} rows of {table.Name}; one a row and output is needed.");
        }
        for (int i = 0; i < scores?.Length; i++)
        {
            CheckInitScore(scores[i], table, i % table.RowCount, -1);
        }
    }

    static string Where(ITable table, int row, int column, string array) =>
        column >= 0 ? table.Describe(row, column) : $"{array}, row {row},";

    static void CheckNames(ITable table)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (table.ColumnNames?.FirstOrDefault(name => !seen.Add(name)) is { } twice)
        {
            throw new BadDataException($"{table.Name} has more than one column '{twice}'; give each column a name of its own.");
        }
    }

    static void CheckLength(double[]? values, ITable table, string what)
    {
        if (values is not null && values.Length != table.RowCount)
        {
            throw new BadDataException($"there are {values.Length} {what} for {table.RowCount} rows of {table.Name}; one a row is needed.");
        }
    }

    static void CheckRange(int value, int min, int max, string name, string remedy)
    {
        if (value < min || value > max)
        {
            throw new BadOptionException($"{name} is {value}; allowed are {min} … {max} ({remedy}).");
        }
    }
}
