namespace LowBit.Boosting;

/// <summary>
/// How a text file is to be read. Columns are named by their name in the header or, where no name fits, by their index
/// from 0; names that the file does not have are passed over.
/// </summary>
sealed record TextTableOptions
{
    /// <summary>
    /// Whether the first line holds column names. Null (default): it does if none of its fields is a number or a
    /// missing mark, empty fields aside, and at least one is not empty.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>
    /// The character between fields, ASCII. Null (default): of tab, semicolon and comma the first that stands equally
    /// often on the first two lines, else the first that stands on the first line; a file without any has one column.
    /// </summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// Fields that are missing, compared whole and with case, blanks around them aside. A mark that is a number stands
    /// for its value in every spelling. In a numeric column nan is missing in any case, mark or not.
    /// </summary>
    public IReadOnlyList<string> MissingMarks { get; init; } =
    [
        "", "?", "NA", "Na", "na", "nA", "N/A", "n/a", "NaN", "NAN", "Nan", "nan", "NULL", "Null", "null", "None",
    ];

    /// <summary>Columns that are text whatever their fields look like.</summary>
    public IReadOnlyList<string> TextColumns { get; init; } = [];

    /// <summary>Columns that are text if any of all their fields is neither number nor missing, else numeric.</summary>
    public IReadOnlyList<string> CategoricalColumns { get; init; } = [];

    /// <summary>Columns in which text is an error from the first row on.</summary>
    public IReadOnlyList<string> NumericColumns { get; init; } = [];

    /// <summary>Threads that open the file; 0 (default): one for each processor. Changes no result.</summary>
    public int ThreadCount { get; init; }

    /// <summary>Ends the opening with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
