using System.Globalization;

namespace LowBit.Boosting;

/// <summary>
/// A training table in the columns of a model that training goes on from: the model's order, its codes of texts and
/// classes, new texts behind the known ones; label and weight stand behind the features.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Schema">Its columns.</param>
/// <param name="Roles">Where label and weight stand.</param>
sealed record InputTable(AlignedTable Table, TableSchema Schema, ColumnRoles Roles)
{
    /// <param name="source">The table as it is.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">Roles of columns, with the label and the weight named.</param>
    /// <param name="hasLabel">The table has a label column.</param>
    public static InputTable Create(ITable source, BoostedTrees model, DatasetOptions options, bool hasLabel)
    {
        var known = TableSchema.Of(model);
        var roles = ColumnRoles.Of(source, options, hasLabel);
        var needed = Needed(model, known);
        known = known.At(roles.Label, source);
        CheckCount(source, known, hasLabel);
        int[] columns = AlignedTable.Match(source, known, needed);
        CheckOthers(source, roles, columns);
        var schema = known.Extended(source, roles, columns);
        var extra = new List<ExtraColumn>();
        if (hasLabel)
        {
            extra.Add(new(roles.Label, ClassCodes(source, roles.Label, known.ClassNames)));
        }
        if (roles.Weight >= 0)
        {
            extra.Add(new(roles.Weight, null));
        }
        return new(
            AlignedTable.Create(source, schema, needed, [.. extra]), schema,
            ColumnRoles.Behind(schema.FeatureCount, hasLabel ? 0 : -1, roles.Weight >= 0 ? 0 : -1));
    }

    /// <summary>Label and weight as the model had them, unless the options name others.</summary>
    public static DatasetOptions WithColumns(BoostedTrees model, ITable source, DatasetOptions options, bool hasLabel)
    {
        var schema = TableSchema.Of(model);
        int weight = Array.IndexOf(schema.Roles, ColumnUse.Weight);
        bool isNamed = source.ColumnNames is not null && schema.Names is not null;
        return options with
        {
            Label = options.Label ?? (!hasLabel ? null
                : schema.LabelName is { } name && source.ColumnNames?.Contains(name) == true ? "name:" + name
                : schema.LabelIndex.ToString(CultureInfo.InvariantCulture)),
            Weight = options.Weight ?? (weight < 0 || options.Weights is not null ? null
                : !isNamed ? weight.ToString(CultureInfo.InvariantCulture)
                : source.ColumnNames!.Contains(schema.Names![weight]) ? "name:" + schema.Names[weight] : null),
        };
    }

    /// <summary>Features must be there; of other columns only those that trees look at.</summary>
    static Func<int, bool> Needed(BoostedTrees model, TableSchema schema)
    {
        var isUsed = model.UsedFeatures();
        return feature => isUsed[feature] || schema.Roles[feature] is ColumnUse.Numeric or ColumnUse.Categorical;
    }

    static void CheckCount(ITable source, TableSchema schema, bool hasLabel)
    {
        int features = source.ColumnCount - (hasLabel ? 1 : 0);
        if ((source.ColumnNames is null || schema.Names is null) && features != schema.FeatureCount)
        {
            throw new BadDataException(
                $"{source.Name} has {features} columns besides the label; the input model has {schema.FeatureCount}. Give it the same columns.");
        }
    }

    static void CheckOthers(ITable source, ColumnRoles roles, int[] columns)
    {
        for (int column = 0; column < source.ColumnCount; column++)
        {
            if (roles.IsFeature(column) && !columns.Contains(column))
            {
                throw new BadDataException(
                    $"column '{ColumnRoles.NameOf(source, column)}' of {source.Name} is none of the input model's; trees on it cannot be added to that model: ignore the column (--ignore).");
            }
        }
    }

    static double[]? ClassCodes(ITable source, int label, IReadOnlyList<string>? classes)
    {
        var texts = source.Texts(label);
        if (texts is not null && classes is null)
        {
            throw new BadDataException(
                $"label column '{ColumnRoles.NameOf(source, label)}' of {source.Name} holds text; the input model was trained on numbers. Name another label column.");
        }
        if (classes is not null && texts?.FirstOrDefault(text => !classes.Contains(text)) is { } other)
        {
            throw new BadDataException(
                $"label '{other}' of {source.Name} is none of the input model's classes ({string.Join(", ", classes.Take(12))}); a model learns no new class: leave its rows out, or train anew.");
        }
        return AlignedTable.Recode(texts, classes);
    }
}
