namespace LowBit.Boosting;

/// <summary>Finds what a misspelt name was meant to be.</summary>
static class NearestName
{
    /// <summary>
    /// The name with the fewest insertions, deletions, replacements and swaps of neighbours, the first of equals; null
    /// where more than a third of the letters (at least two) would have to change.
    /// </summary>
    public static string? Of(string typed, IEnumerable<string> names)
    {
        string? nearest = names.MinBy(name => Distance(typed, name));
        return nearest is not null && Distance(typed, nearest) <= Math.Max(2, typed.Length / 3) ? nearest : null;
    }

    /// <summary>" Did you mean X?", or nothing where no name is near.</summary>
    public static string Question(string typed, IEnumerable<string> names) =>
        Of(typed, names) is { } nearest ? $" Did you mean {nearest}?" : "";

    /// <summary>Optimal string alignment distance: Levenshtein's, and a swap of neighbours counts one.</summary>
    public static int Distance(string left, string right)
    {
        var (beforeLast, last, row) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (int j = 0; j <= right.Length; j++)
        {
            row[j] = j;
        }
        for (int i = 1; i <= left.Length; i++)
        {
            (beforeLast, last, row) = (last, row, beforeLast);
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[right.Length];
    }
}
