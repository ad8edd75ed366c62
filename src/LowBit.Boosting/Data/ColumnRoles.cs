using System.Globalization;

namespace LowBit.Boosting;

/// <summary>What each column of a table is for: label, weight, feature, categorical feature, or nothing.</summary>
sealed class ColumnRoles
{
    ColumnRoles(int label, int weight, bool[] ignored, bool[] categorical) =>
        (Label, Weight, Ignored, Categorical) = (label, weight, ignored, categorical);

    /// <summary>Column of the label, or −1.</summary>
    public int Label { get; }

    /// <summary>Column of the weight, or −1.</summary>
    public int Weight { get; }

    /// <summary>[columns] not looked at.</summary>
    public bool[] Ignored { get; }

    /// <summary>[columns] holds category codes.</summary>
    public bool[] Categorical { get; }

    /// <summary>The column is a feature: neither label nor weight nor ignored.</summary>
    public bool IsFeature(int column) => column != Label && column != Weight && !Ignored[column];

    /// <param name="table">The table.</param>
    /// <param name="options">Names of columns.</param>
    /// <param name="hasLabel">The table has a label column; else labels come from elsewhere.</param>
    public static ColumnRoles Of(ITable table, DatasetOptions options, bool hasLabel)
    {
        int label = hasLabel ? Find(table, options.Label ?? "0", "label", label: -1) : -1;
        int weight = options.Weight is null ? -1 : Find(table, options.Weight, "weight", label);
        var ignored = Mark(table, options.Ignore, "ignored", label);
        var categorical = Mark(table, options.Categorical, "categorical", label);
        for (int column = 0; column < table.ColumnCount; column++)
        {
            categorical[column] |= table.Texts(column) is not null;
        }
        if (label >= 0 && (label == weight || ignored[label]))
        {
            throw new BadOptionException(
                $"column '{NameOf(table, label)}' of {table.Name} is the label; it cannot also be the weight or ignored.");
        }
        if (weight >= 0 && table.Texts(weight) is not null)
        {
            throw new BadDataException($"weight column '{NameOf(table, weight)}' of {table.Name} holds text; weights are numbers.");
        }
        return new(label, weight, ignored, categorical);
    }

    /// <summary>Roles in an aligned table: features first, then the label and the weight where there are any.</summary>
    public static ColumnRoles Behind(int featureCount, int label, int weight)
    {
        int columns = featureCount + (label >= 0 ? 1 : 0) + (weight >= 0 ? 1 : 0);
        return new(label >= 0 ? featureCount : -1, weight >= 0 ? columns - 1 : -1, new bool[columns], new bool[columns]);
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
