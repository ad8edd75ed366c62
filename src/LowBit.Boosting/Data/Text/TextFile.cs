namespace LowBit.Boosting;

/// <summary>An open text file: its bytes, its layout, where its rows start and what its columns hold.</summary>
/// <param name="Source">The bytes.</param>
/// <param name="Dialect">The layout.</param>
/// <param name="Index">Where the rows start.</param>
/// <param name="Marks">What stands for a missing field.</param>
/// <param name="Kinds">[ColumnCount] what the columns hold.</param>
/// <param name="Sizes">How to cut it for reading.</param>
sealed partial record TextFile(
    ByteSource Source, Dialect Dialect, RowIndex Index, MissingMarks Marks, ColumnKind[] Kinds, TextSizes Sizes)
{
    /// <summary>Data rows from which the kinds of the columns are told.</summary>
    internal const int LookRows = 1000;

    internal static TextFile Open(ByteSource source, TextTableOptions options, TextSizes sizes, int threadCount)
    {
        var marks = new MissingMarks(options.MissingMarks);
        var dialect = Dialect.Detect(source, options, marks, sizes);
        var index = RowIndex.Build(source, dialect.Range, sizes, threadCount, options.Cancellation);
        var file = new TextFile(source, dialect, index, marks, new ColumnKind[dialect.ColumnCount], sizes);
        if (index.EndsInside)
        {
            throw file.OpenQuote();
        }
        if (index.RowCount == 0)
        {
            throw new BadDataException($"{source.Name} has a header and no rows of data. "
                + "Add rows; if the first line holds data, give --header false.");
        }
        file.SetKinds(options.NumericColumns, ColumnKind.Number);
        file.SetKinds(options.CategoricalColumns, ColumnKind.Categorical);
        file.SetKinds(options.TextColumns, ColumnKind.Text);
        file.LookForText();
        return file;
    }

    internal RowCursor NewCursor() => new(Source, Dialect.Range, Dialect.Delimiter, Sizes);

    void SetKinds(IEnumerable<string> columns, ColumnKind kind)
    {
        foreach (int column in columns.Select(Dialect.Find).Where(column => column >= 0))
        {
            Kinds[column] = kind;
        }
    }

    void LookForText()
    {
        var row = new RowReader(this);
        row.Seek(0);
        for (int i = 0; i < Math.Min(Index.RowCount, LookRows); i++)
        {
            row.Next();
            for (int column = 0; column < Kinds.Length; column++)
            {
                if (Kinds[column] == ColumnKind.LooksNumeric && !row.TryReadNumber(column, out _))
                {
                    Kinds[column] = ColumnKind.Text;
                }
            }
        }
    }
}
