namespace LowBit.Boosting;

/// <summary>What the columns of a table hold: texts, and runs of numbers between them.</summary>
sealed class RowColumns
{
    /// <param name="texts">[ColumnCount] null for a numeric column.</param>
    internal RowColumns(TextColumn?[] texts)
    {
        var numbers = new List<(int First, int Count)>();
        for (int column = 0, first = 0; column <= texts.Length; column++)
        {
            if (column == texts.Length || texts[column] is not null)
            {
                if (column > first)
                {
                    numbers.Add((first, column - first));
                }
                first = column + 1;
            }
        }
        Numbers = [.. numbers];
        Texts = [.. texts.Index().Where(text => text.Item is not null).Select(text => (text.Index, text.Item!))];
    }

    /// <summary>Runs of numeric columns.</summary>
    internal (int First, int Count)[] Numbers { get; }

    /// <summary>The text columns.</summary>
    internal (int Column, TextColumn Codes)[] Texts { get; }
}
