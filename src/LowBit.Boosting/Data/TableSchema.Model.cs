namespace LowBit.Boosting;

partial class TableSchema
{
    /// <summary>The columns that a model was trained on, as far as its file tells.</summary>
    public static TableSchema Of(BoostedTrees model)
    {
        int[] features = [.. Enumerable.Range(0, model.FeatureCount)];
        return new()
        {
            LabelIndex = model.LabelIndex,
            LabelName = model.Schema?.LabelName,
            Names = NamesOf(model),
            Roles = [.. features.Select(feature => RoleOf(model, feature))],
            Texts = [.. features.Select(model.TextCategories)],
            ClassNames = model.Schema?.ClassNames is { Count: > 0 } classes ? classes : null,
        };
    }

    static ColumnUse RoleOf(BoostedTrees model, int feature) => model.Schema?.Columns[feature].Role switch
    {
        ColumnRole.TextFeature => ColumnUse.Categorical,
        ColumnRole.Weight => ColumnUse.Weight,
        ColumnRole.Group => ColumnUse.Group,
        ColumnRole.InitialScore => ColumnUse.InitialScore,
        null or ColumnRole.Feature => IsCategorical(model.FeatureInfos[feature]) ? ColumnUse.Categorical : ColumnUse.Numeric,
        _ => ColumnUse.Ignored,
    };

    static bool IsCategorical(string info) => info != "none" && info[0] != '[';

    // LightGBM calls columns without a name Column_0, Column_1, …: those match by position.
    static string[]? NamesOf(BoostedTrees model)
    {
        var names = model.Schema is { } schema ? schema.Columns.Select(column => column.Name) : model.FeatureNames;
        return names.Index().All(pair => pair.Item is null || pair.Item == $"Column_{pair.Index}")
            ? null : [.. names.Select(name => name ?? "")];
    }

    /// <summary>The same columns in a table whose label stands elsewhere.</summary>
    TableSchema With(int labelIndex, string? labelName, bool hasLabel, string[]? names, ColumnUse[] roles, IReadOnlyList<string>?[] texts) =>
        new()
        {
            LabelIndex = labelIndex,
            HasLabelColumn = hasLabel,
            LabelName = labelName,
            Names = names,
            Roles = roles,
            Texts = texts,
            ClassNames = ClassNames,
        };

    /// <summary>The same features for a table with its label in a column; −1: labels come from elsewhere.</summary>
    public TableSchema At(int label, ITable table) => label < 0
        ? With(LabelIndex, LabelName, false, Names, Roles, Texts)
        : With(label, table.ColumnNames?[label] ?? LabelName, true, Names, Roles, Texts);

    /// <summary>
    /// What a new table adds: texts that are new stand behind the known ones, so that no code changes; columns may be
    /// ignored, weigh rows or be categorical from now on.
    /// </summary>
    /// <param name="table">The new table.</param>
    /// <param name="roles">Its columns.</param>
    /// <param name="columns">Column of each feature, or −1.</param>
    public TableSchema Extended(ITable table, ColumnRoles roles, int[] columns)
    {
        int[] features = [.. Enumerable.Range(0, FeatureCount)];
        var names = Names ?? (table.ColumnNames is { } given ? [.. columns.Select(column => given[column])] : null);
        return With(LabelIndex, LabelName, HasLabelColumn, names,
            [.. features.Select(feature => Use(feature, columns[feature]))],
            [.. features.Select(feature => Union(Texts[feature], columns[feature] < 0 ? null : table.Texts(columns[feature])))]);

        ColumnUse Use(int feature, int column) =>
            column < 0 || roles.Ignored[column] ? ColumnUse.Ignored
            : column == roles.Weight ? ColumnUse.Weight
            : column == roles.Group ? ColumnUse.Group
            : roles.InitScores.Contains(column) ? ColumnUse.InitialScore
            : Roles[feature] is ColumnUse.Weight or ColumnUse.Group or ColumnUse.InitialScore ? ColumnUse.Ignored
            : Roles[feature] == ColumnUse.Numeric && roles.Categorical[column] ? ColumnUse.Categorical
            : Roles[feature];
    }

    static IReadOnlyList<string>? Union(IReadOnlyList<string>? known, IReadOnlyList<string>? found) =>
        known is null || found is null ? known : [.. known, .. found.Except(known, StringComparer.Ordinal)];
}
