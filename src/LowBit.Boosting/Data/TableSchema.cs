namespace LowBit.Boosting;

/// <summary>What the columns of a table were called and what they were for, as the model keeps it.</summary>
sealed partial class TableSchema
{
    /// <summary>Position of the label among the columns, or 0 where labels came from elsewhere.</summary>
    public int LabelIndex { get; init; }

    /// <summary>The table itself had a label column.</summary>
    public bool HasLabelColumn { get; init; }

    /// <summary>Name of the label column, if names are known.</summary>
    public string? LabelName { get; init; }

    /// <summary>[features] original names, or null where the table had none.</summary>
    public string[]? Names { get; init; }

    /// <summary>[features] what the column is for.</summary>
    public required ColumnUse[] Roles { get; init; }

    /// <summary>[features] the texts of a text category in the order of their codes; null: numbers.</summary>
    public required IReadOnlyList<string>?[] Texts { get; init; }

    /// <summary>The label's texts in the order of their codes; null: numbers.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    public int FeatureCount => Roles.Length;

    public string NameOf(int feature) => Names?[feature] ?? $"Column_{feature}";

    public static TableSchema Of(ITable table, ColumnRoles roles)
    {
        int[] columns = [.. Enumerable.Range(0, table.ColumnCount).Where(column => column != roles.Label)];
        return new()
        {
            LabelIndex = Math.Max(0, roles.Label),
            HasLabelColumn = roles.Label >= 0,
            LabelName = roles.Label >= 0 ? table.ColumnNames?[roles.Label] : null,
            Names = table.ColumnNames is { } names ? [.. columns.Select(column => names[column])] : null,
            Roles = [.. columns.Select(column => RoleOf(roles, column))],
            Texts = [.. columns.Select(column => roles.IsFeature(column) ? table.Texts(column) : null)],
            ClassNames = roles.Label >= 0 ? table.Texts(roles.Label) : null,
        };
    }

    static ColumnUse RoleOf(ColumnRoles roles, int column) =>
        column == roles.Weight ? ColumnUse.Weight
        : column == roles.Group ? ColumnUse.Group
        : roles.InitScores.Contains(column) ? ColumnUse.InitialScore
        : roles.Ignored[column] ? ColumnUse.Ignored
        : roles.Categorical[column] ? ColumnUse.Categorical
        : ColumnUse.Numeric;
}

/// <summary>What a column other than the label is for.</summary>
enum ColumnUse
{
    /// <summary>A number to split on.</summary>
    Numeric,

    /// <summary>A category to split on.</summary>
    Categorical,

    /// <summary>The weight of the row.</summary>
    Weight,

    /// <summary>The group of the row.</summary>
    Group,

    /// <summary>An initial score of the row.</summary>
    InitialScore,

    /// <summary>Not looked at.</summary>
    Ignored,
}
