namespace LowBit.Boosting;

/// <summary>
/// Files beside a data file, as LightGBM reads them: FILE.weight, FILE.query or FILE.group, FILE.init; each also packed as
/// .gz, and where the data file is itself named .gz, also by its name without that ending.
/// </summary>
static class SideFiles
{
    const string GZip = ".gz";

    /// <summary>The options with what the side files hold.</summary>
    /// <param name="path">The data file.</param>
    /// <param name="rowCount">Its rows.</param>
    /// <param name="options">Columns and arrays that say the same things; a file besides them is an error.</param>
    /// <param name="groupSizes">Groups that the data file itself has, or null; a file must agree with them.</param>
    public static DatasetOptions Read(string path, int rowCount, DatasetOptions options, int[]? groupSizes = null)
    {
        bool hasScores = options.InitScores is not null || options.InitScoreColumns.Count > 0;
        return options with
        {
            Weights = Weights(path, rowCount, options.Weights is not null || options.Weight is not null) ?? options.Weights,
            InitScores = InitScores(path, rowCount, hasScores) ?? options.InitScores,
            GroupSizes = Groups(path, rowCount, options, groupSizes) ?? options.GroupSizes,
        };
    }

    /// <summary>The weights beside a data file [rowCount], or null.</summary>
    /// <param name="path">The data file.</param>
    /// <param name="rowCount">Its rows.</param>
    /// <param name="hasOthers">Weights are given elsewhere too.</param>
    public static double[]? Weights(string path, int rowCount, bool hasOthers)
    {
        if (Find(path, hasOthers, "weights", ".weight") is not { } file)
        {
            return null;
        }
        var numbers = NumberLines.Read(file);
        numbers.CheckWidth(1, "one weight a line");
        numbers.CheckEach(weight => double.IsFinite(weight) && weight >= 0, "no weight; weights are finite and 0 or more");
        numbers.CheckCount(rowCount, path);
        return numbers.Values;
    }

    static double[]? InitScores(string path, int rowCount, bool hasOthers)
    {
        if (FindInitScores(path, hasOthers) is not { } file)
        {
            return null;
        }
        var numbers = NumberLines.Read(file);
        numbers.CheckEach(double.IsFinite, "no initial score; initial scores are finite numbers");
        numbers.CheckCount(rowCount, path);
        return numbers.ByColumn();
    }

    /// <summary>Initial scores from a file of any name [outputs × lines], class-major.</summary>
    public static double[] ReadInitScores(string file)
    {
        var numbers = NumberLines.Read(file);
        numbers.CheckEach(double.IsFinite, "no initial score; initial scores are finite numbers");
        return numbers.ByColumn();
    }

    /// <summary>The file of initial scores beside a data file, or null.</summary>
    public static string? FindInitScores(string path, bool hasOthers = false) => Find(path, hasOthers, "initial scores", ".init");

    static int[]? Groups(string path, int rowCount, DatasetOptions options, int[]? own)
    {
        bool hasOthers = options.GroupSizes is not null || options.Group is not null;
        if (own is not null && hasOthers)
        {
            throw new BadOptionException($"{path} has a qid: in each row, and groups are given too. Give one of them.");
        }
        if (Find(path, hasOthers, "sizes of groups", ".query", ".group") is not { } file)
        {
            return own;
        }
        var numbers = NumberLines.Read(file);
        numbers.CheckWidth(1, "one size of a group a line");
        numbers.CheckEach(size => size is >= 1 and <= int.MaxValue && size == Math.Floor(size),
            "no size of a group; sizes are whole numbers of at least 1");
        int[] sizes = Array.ConvertAll(numbers.Values, size => (int)size);
        long sum = sizes.Sum(size => (long)size);
        if (sum != rowCount)
        {
            throw new BadDataException($"{file}: the sizes of {sizes.Length} groups add up to {sum}; {path} has {rowCount} rows.");
        }
        return own is null || own.AsSpan().SequenceEqual(sizes) ? sizes : throw new BadDataException(
            $"{file} has other groups than the qid: of {path}. Remove the file, or correct it.");
    }

    static string? Find(string path, bool hasOthers, string what, params string[] endings)
    {
        string[] stems = path.EndsWith(GZip, StringComparison.OrdinalIgnoreCase) ? [path, path[..^GZip.Length]] : [path];
        string[] found = [.. stems.SelectMany(stem => endings, (stem, ending) => stem + ending)
            .SelectMany(name => (string[])[name, name + GZip]).Where(File.Exists)];
        if (found.Length > 1)
        {
            throw new BadDataException($"{found[0]} and {found[1]} both hold {what} of {path}. Remove one of them.");
        }
        if (found.Length == 1 && hasOthers)
        {
            throw new BadDataException($"{found[0]} holds {what} of {path}, and others are given too. Rename the file, or do not give others.");
        }
        return found.FirstOrDefault();
    }
}
