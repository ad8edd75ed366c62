namespace LowBit.Bench;

/// <summary>The recipe's rows, as they are or with what makes prediction harder.</summary>
static class PredictionRows
{
    public const string Numeric = "numeric", Missing = "missing", Categorical = "categorical";

    const int CategoricalCount = 8;
    const ulong Seed = 11;

    /// <summary>Rows of a kind.</summary>
    /// <param name="kind">
    /// numeric: as they are. missing: a fifth of the values is missing. categorical: the first 8 columns are codes, of 10
    /// categories in the first to 220 in the last.
    /// </param>
    /// <param name="firstRow">First row of the recipe.</param>
    /// <param name="rowCount">Number of rows.</param>
    public static Rows Of(string kind, long firstRow, int rowCount)
    {
        var rows = Recipe.Rows(firstRow, rowCount);
        switch (kind)
        {
            case Numeric:
                return rows;
            case Missing:
                Parallel.For(0, rowCount, row => Blank(rows.Values.AsSpan(row * Recipe.ColumnCount, Recipe.ColumnCount), firstRow + row));
                return rows;
            case Categorical:
                Parallel.For(0, rowCount, row => Code(rows.Values.AsSpan(row * Recipe.ColumnCount, CategoricalCount)));
                return rows with { Categorical = [.. Enumerable.Range(0, CategoricalCount)] };
            default:
                throw new BenchException($"'{kind}' is no kind of rows; there are {Numeric}, {Missing} and {Categorical}.");
        }
    }

    static void Blank(Span<double> values, long row)
    {
        for (var column = 0; column < values.Length; column++)
        {
            values[column] = Words.Word(Seed, (ulong)(64 * row + column)) < ulong.MaxValue / 5 ? double.NaN : values[column];
        }
    }

    static void Code(Span<double> values)
    {
        for (var column = 0; column < values.Length; column++)
        {
            values[column] = Math.Floor(Math.Abs(values[column]) * 100) % (10 + 30 * column);
        }
    }
}
