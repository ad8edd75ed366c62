using System.Globalization;

namespace LowBit.Boosting;

/// <summary>What each column of a table is for: label, weight, group, initial score, feature, categorical feature, or nothing.</summary>
sealed class ColumnRoles
{
    /// <summary>Columns that rows have besides features, in this order: label, weight, group, initial scores.</summary>
    public required int[] OfRows { get; init; }

    /// <summary>Column of the label, or −1.</summary>
    public required int Label { get; init; }

    /// <summary>Column of the weight, or −1.</summary>
    public required int Weight { get; init; }

    /// <summary>Column of the group's id, or −1.</summary>
    public required int Group { get; init; }

    /// <summary>Columns of the initial scores, one an output.</summary>
    public required int[] InitScores { get; init; }

    /// <summary>[columns] not looked at.</summary>
    public required bool[] Ignored { get; init; }

    /// <summary>[columns] holds category codes.</summary>
    public required bool[] Categorical { get; init; }

    /// <summary>The column is a feature: neither something that rows have besides, nor ignored.</summary>
    public bool IsFeature(int column) => !OfRows.Contains(column) && !Ignored[column];

    /// <param name="table">The table.</param>
    /// <param name="options">Names of columns.</param>
    /// <param name="hasLabel">The table has a label column; else labels come from elsewhere.</param>
    public static ColumnRoles Of(ITable table, DatasetOptions options, bool hasLabel)
    {
        int label = hasLabel ? Find(table, options.Label ?? "0", "label", label: -1) : -1;
        int weight = options.Weight is null ? -1 : Find(table, options.Weight, "weight", label);
        int group = options.Group is null ? -1 : Find(table, options.Group, "group", label);
        int[] scores = [.. options.InitScoreColumns.Select(column => Find(table, column, "initial score", label))];
        var ignored = Mark(table, options.Ignore, "ignored", label);
        var categorical = Mark(table, options.Categorical, "categorical", label);
        for (int column = 0; column < table.ColumnCount; column++)
        {
            categorical[column] |= table.Texts(column) is not null;
        }
        var roles = Make(label, weight, group, scores, ignored, categorical);
        roles.Check(table);
        return roles;
    }

    /// <summary>Roles in an aligned table: features first, then what rows have besides them, in the order of <see cref="OfRows"/>.</summary>
    public static ColumnRoles Behind(int featureCount, ColumnRoles source)
    {
        int next = featureCount;
        int label = source.Label < 0 ? -1 : next++, weight = source.Weight < 0 ? -1 : next++, group = source.Group < 0 ? -1 : next++;
        int[] scores = [.. source.InitScores.Select(_ => next++)];
        return Make(label, weight, group, scores, new bool[next], new bool[next]);
    }

    /// <summary>The same roles, and a label in one more column.</summary>
    public ColumnRoles WithLabel(int column) =>
        Make(column, Weight, Group, InitScores, [.. Ignored, false], [.. Categorical, false]);

    static ColumnRoles Make(int label, int weight, int group, int[] scores, bool[] ignored, bool[] categorical) => new()
    {
        Label = label,
        Weight = weight,
        Group = group,
        InitScores = scores,
        Ignored = ignored,
        Categorical = categorical,
        OfRows = [.. new[] { label, weight, group }.Where(column => column >= 0), .. scores],
    };

    void Check(ITable table)
    {
        if (Label >= 0 && (Label == Weight || Ignored[Label]))
        {
            throw new BadOptionException(
                $"column '{NameOf(table, Label)}' of {table.Name} is the label; it cannot also be the weight or ignored.");
        }
        if (OfRows.Length > OfRows.Distinct().Count())
        {
            int twice = OfRows.GroupBy(column => column).First(same => same.Count() > 1).Key;
            throw new BadOptionException(
                $"column '{NameOf(table, twice)}' of {table.Name} is named for two of label, weight, group and initial score. Name a column of its own for each.");
        }
        if (Weight >= 0 && table.Texts(Weight) is not null)
        {
            throw new BadDataException($"weight column '{NameOf(table, Weight)}' of {table.Name} holds text; weights are numbers.");
        }
        int text = Array.FindIndex(InitScores, column => table.Texts(column) is not null);
        if (text >= 0)
        {
            throw new BadDataException(
                $"initial score column '{NameOf(table, InitScores[text])}' of {table.Name} holds text; initial scores are numbers.");
        }
    }

    public static string NameOf(ITable table, int column) => table.ColumnNames?[column] ?? $"Column_{column}";

    static bool[] Mark(ITable table, IReadOnlyList<string> columns, string role, int label)
    {
        var marks = new bool[table.ColumnCount];
        foreach (string column in columns)
        {
            marks[Find(table, column, role, label)] = true;
        }
        return marks;
    }

    /// <summary>A name, <c>name:NAME</c>, or an index; an index leaves the label out, except the label's own.</summary>
    static int Find(ITable table, string column, string role, int label)
    {
        if (int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            int skipped = label >= 0 && index >= label ? 1 : 0;
            return index < table.ColumnCount - skipped ? index + skipped : throw new BadOptionException(
                $"{role} column {column} is not in {table.Name}, which has {table.ColumnCount} columns counted from 0"
                + (label >= 0 ? " (the label is not counted)." : "."));
        }
        string name = column.StartsWith("name:", StringComparison.Ordinal) ? column[5..] : column;
        var names = table.ColumnNames ?? throw new BadOptionException(
            $"{role} column '{name}' is a name, but {table.Name} has no header; use an index, or tell that it has a header.");
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }
        throw new BadOptionException(
            $"{role} column '{name}' is not in {table.Name}; its columns are {Listing(names)}.");
    }

    static string Listing(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(12)) + (names.Count > 12 ? $" and {names.Count - 12} more" : "");
}
