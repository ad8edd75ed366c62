using System.Collections.Concurrent;

namespace LowBit.Boosting;

/// <summary>One pass over all rows that collects the distinct texts of the text columns.</summary>
static class TextColumns
{
    /// <returns>[ColumnCount] null for a numeric column.</returns>
    internal static TextColumn?[] Collect(TextFile file, int threadCount, CancellationToken cancellation)
    {
        var texts = new TextColumn?[file.Kinds.Length];
        int[] columns = [.. Enumerable.Range(0, texts.Length).Where(c => file.Kinds[c] >= ColumnKind.Categorical)];
        if (columns.Length == 0)
        {
            return texts;
        }
        var found = new ConcurrentBag<TextSet[]>();
        int taskCount = (int)(((long)file.Index.RowCount + file.Sizes.TaskRows - 1) / file.Sizes.TaskRows);
        TaskQueue.Run(taskCount, threadCount, () =>
        {
            var rows = new RowReader(file);
            TextSet[] sets = [.. columns.Select(_ => new TextSet())];
            found.Add(sets);
            return task =>
            {
                cancellation.ThrowIfCancellationRequested();
                CollectRows(file, rows, task, columns, sets);
            };
        });
        for (int i = 0; i < columns.Length; i++)
        {
            var column = new TextColumn(Union(file, columns[i], found.Select(sets => sets[i])), file.Marks);
            texts[columns[i]] = file.Kinds[columns[i]] == ColumnKind.Text || !column.AreNumbers ? column : null;
        }
        return texts;
    }

    static void CollectRows(TextFile file, RowReader rows, int task, int[] columns, TextSet[] destination)
    {
        int first = task * file.Sizes.TaskRows;
        rows.Seek(first);
        for (int count = Math.Min(file.Sizes.TaskRows, file.Index.RowCount - first); count > 0; count--)
        {
            rows.Next();
            for (int i = 0; i < columns.Length; i++)
            {
                rows.AddText(columns[i], destination[i]);
            }
        }
    }

    static TextSet Union(TextFile file, int column, IEnumerable<TextSet> sets)
    {
        var union = sets.First();
        foreach (var set in sets.Skip(1))
        {
            for (int number = 0; number < set.Count; number++)
            {
                if (union.Find(set[number]) < 0 && !union.TryAdd(set[number]))
                {
                    throw file.TooManyTexts(column);
                }
            }
        }
        return union;
    }
}
