using System.Text;

namespace LowBit.Boosting;

/// <summary>Puts trees, columns and options together into a model.</summary>
static class ModelAssembly
{
    /// <summary>What LightGBM's header or JSON cannot have in a name.</summary>
    const string NotInNames = ",[]{}\":";

    public static BoostedTrees Assemble(
        IReadOnlyList<Tree> trees, Dataset data, BoosterOptions options, IObjective objective)
    {
        var schema = data.Schema;
        int[] features = [.. Enumerable.Range(0, schema.FeatureCount)];
        int[] categorical = [.. features.Where(feature => schema.Roles[feature] == ColumnUse.Categorical)];
        return new(new ModelContent
        {
            Trees = trees,
            OutputCount = objective.OutputCount,
            ClassCount = objective.OutputCount,
            LabelIndex = schema.LabelIndex,
            FeatureNames = UniqueNames(features.Select(feature => Plain(schema.NameOf(feature)))),
            FeatureInfos = [.. features.Select(feature => InfoOf(data, feature))],
            MonotoneConstraints = data.InputModel?.Content.MonotoneConstraints ?? [],
            Parser = data.InputModel?.Content.Parser,
            Objective = objective.ModelText,
            AverageOutput = options.Boosting == BoostingMode.RandomForest,
            Parameters = ParameterText.Write(options, data.Options, categorical),
            Schema = HasOwnTexts(data.InputModel) ? null : new()
            {
                LabelName = schema.LabelName,
                ClassNames = schema.ClassNames ?? [],
                Columns = [.. features.Select(feature => new ModelColumn(schema.Names?[feature], RoleOf(schema, feature)))],
            },
            PandasCategorical = HasOwnTexts(data.InputModel) ? data.InputModel!.Content.PandasCategorical : TextsOf(schema),
        });
    }

    /// <summary>A column that is constant now keeps what the input model says of it.</summary>
    static string InfoOf(Dataset data, int feature) => data.Mappers[feature] is { BinCount: > 1 } bins
        ? bins.Info : data.InputModel?.FeatureInfos[feature] ?? "none";

    /// <summary>Lists of categories whose columns LightGBM's file does not name stay as they are.</summary>
    static bool HasOwnTexts(BoostedTrees? input) => input is { Schema: null, Categories.Count: > 0 };

    static ColumnRole RoleOf(TableSchema schema, int feature) => schema.Roles[feature] switch
    {
        ColumnUse.Weight => ColumnRole.Weight,
        ColumnUse.Group => ColumnRole.Group,
        ColumnUse.InitialScore => ColumnRole.InitialScore,
        ColumnUse.Ignored => ColumnRole.Ignored,
        _ => schema.Texts[feature] is null ? ColumnRole.Feature : ColumnRole.TextFeature,
    };

    static string? TextsOf(TableSchema schema)
    {
        var texts = schema.Texts.Where(list => list is not null).ToArray();
        return texts.Length == 0 ? null : JsonText.FromLists(texts!);
    }

    static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (char sign in name)
        {
            plain.Append(char.IsWhiteSpace(sign) || char.IsControl(sign) || NotInNames.Contains(sign) ? '_' : sign);
        }
        return plain.Length == 0 ? "_" : plain.ToString();
    }

    static string[] UniqueNames(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. names.Select(name =>
        {
            string unique = name;
            for (int i = 1; !taken.Add(unique); i++)
            {
                unique = $"{name}_{i}";
            }
            return unique;
        })];
    }
}
