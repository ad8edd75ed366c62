using System.Globalization;
using System.Text.Json;

namespace LowBit.Boosting;

/// <summary>Ranges and categories of the features, as LightGBM's dump has them; unused features are left out.</summary>
static class FeatureInfoDump
{
    public static void Write(IReadOnlyList<string> names, IReadOnlyList<string> infos, Utf8JsonWriter json)
    {
        json.WriteStartObject("feature_infos");
        for (int feature = 0; feature < names.Count; feature++)
        {
            if (infos[feature] != "none")
            {
                WriteInfo(names[feature], infos[feature], json);
            }
        }
        json.WriteEndObject();
    }

    /// <exception cref="BadModelException">It is neither a range nor a list of categories.</exception>
    static void WriteInfo(string name, string info, Utf8JsonWriter json)
    {
        bool isRange = info is ['[', .., ']'];
        double[] values = [.. (isRange ? info[1..^1] : info).Split(':').Select(Number)];
        if (values.Any(double.IsNaN) || (isRange && values.Length != 2))
        {
            throw new BadModelException($"feature_infos has \"{info}\" for {name}; a range [min:max], categories joined"
                + " by \":\" and none are known");
        }
        json.WriteStartObject(name);
        json.WriteNumber("min_value", isRange ? values[0] : values.Min());
        json.WriteNumber("max_value", isRange ? values[1] : values.Max());
        json.WriteStartArray("values");
        foreach (double category in isRange ? [] : values)
        {
            json.WriteNumberValue(category);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The words of C for infinity are known, too; NaN for what is no number.</summary>
    static double Number(string text) =>
        text is "inf" or "-inf" ? ModelDump.Bounded(text == "inf" ? double.PositiveInfinity : double.NegativeInfinity)
        : double.TryParse(text, CultureInfo.InvariantCulture, out double value) ? ModelDump.Bounded(value) : double.NaN;
}
