using System.Globalization;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>All that training sees of a data set, as lines that compare: features with their edges, then the rows.</summary>
static class DatasetContent
{
    public static string[] Of(Dataset data) => [.. Features(data), .. Rows(data)];

    public static string[] Features(Dataset data) =>
        [.. data.Mappers.Select((mapper, index) => $"{index}: {Text(mapper)}"), .. data.Features.Select(feature => $"used {feature.Index}")];

    public static unsafe string[] Rows(Dataset data) => [.. Enumerable.Range(0, data.RowCount).Select(row =>
    {
        var bins = Enumerable.Range(0, data.UsedFeatureCount).Select(feature => data.Bins.BinOf(feature, row));
        string weight = data.Weights.IsEmpty ? "" : $" weight {data.Weights[row]:R}";
        return string.Create(CultureInfo.InvariantCulture, $"{data.Labels[row]:R}{weight}: {string.Join(' ', bins)}");
    })];

    static string Text(BinMapper? mapper) => mapper switch
    {
        NumericBins bins => $"{bins.Missing} {bins.Info} {string.Join(' ', bins.Edges.Select(edge => edge.ToString("R", CultureInfo.InvariantCulture)))}",
        CategoricalBins bins => $"{bins.Missing} {bins.Info}",
        _ => "not looked at",
    };
}
