using System.Globalization;

namespace LowBit.Boosting;

/// <summary>
/// A training table in the columns of a model that training goes on from: the model's order, its codes of texts and
/// classes, new texts behind the known ones; label, weight and the like stand behind the features.
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
        extra.AddRange(roles.OfRows.Where(column => column != roles.Label).Select(column => new ExtraColumn(column, null)));
        return new(
            AlignedTable.Create(source, schema, needed, [.. extra]), schema,
            ColumnRoles.Behind(schema.FeatureCount, roles));
    }

    /// <summary>Label, weight and group as the model had them, unless the options name others.</summary>
    public static DatasetOptions WithColumns(BoostedTrees model, ITable source, DatasetOptions options, bool hasLabel)
    {
        var schema = TableSchema.Of(model);
        return options with
        {
            Label = options.Label ?? (!hasLabel ? null
                : schema.LabelName is { } name && source.ColumnNames?.Contains(name) == true ? "name:" + name
                : schema.LabelIndex.ToString(CultureInfo.InvariantCulture)),
            Weight = options.Weight ?? (options.Weights is not null ? null : Column(schema, source, ColumnUse.Weight)),
            Group = options.Group ?? (options.GroupSizes is not null ? null : Column(schema, source, ColumnUse.Group)),
        };
    }

    /// <summary>What the options would call the column that the model had for a use; null where it is not there.</summary>
    static string? Column(TableSchema schema, ITable source, ColumnUse use)
    {
        int feature = Array.IndexOf(schema.Roles, use);
        return feature < 0 ? null
            : source.ColumnNames is null || schema.Names is null ? feature.ToString(CultureInfo.InvariantCulture)
            : source.ColumnNames.Contains(schema.Names[feature]) ? "name:" + schema.Names[feature] : null;
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
