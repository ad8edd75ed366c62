using System.Globalization;

namespace LowBit.Boosting;

/// <summary>
/// Hashes of a binned data set: 64-bit sums over the rows of all ranks, each row mixed with its global index, so that
/// neither threads nor ranks change them.
/// </summary>
static class DataFingerprint
{
    const string HashMark = "#";

    /// <summary>Labels, weights, scores of an input model, groups, initial scores, bin edges and bins, each by name.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(string set, Dataset data)
    {
        long[] sums = [Labels(data), Weights(data), InputScores(data), Bins(data), Groups(data), InitScores(data)];
        data.Collective.AllReduceSum(sums);
        return
        [
            KeyValuePair.Create($"{set}, number of rows", data.GlobalRowCount.ToString(CultureInfo.InvariantCulture)),
            KeyValuePair.Create($"{set}, labels", Text(sums[0])),
            KeyValuePair.Create($"{set}, weights", Text(sums[1])),
            KeyValuePair.Create($"{set}, scores of the input model", Text(sums[2])),
            KeyValuePair.Create($"{set}, groups", Text(sums[4])),
            KeyValuePair.Create($"{set}, initial scores", Text(sums[5])),
            KeyValuePair.Create($"{set}, bin edges", Text(Edges(data))),
            KeyValuePair.Create($"{set}, binned values", Text(sums[3])),
        ];
    }

    /// <summary>The value says nothing to a reader.</summary>
    public static bool IsHash(string value) => value.StartsWith(HashMark, StringComparison.Ordinal) || value.Length == 64;

    static string Text(long hash) => $"{HashMark}{(ulong)hash:x16}";

    static long Labels(Dataset data) => Sum(data, 1, data.LabelValues);

    static long Weights(Dataset data) => data.WeightValues is { } weights ? Sum(data, 2, weights) : 0;

    static long Groups(Dataset data)
    {
        ulong sum = 0;
        foreach (int start in data.GroupStarts?[..^1] ?? [])
        {
            sum += Cell(5, data.FirstRow + start, 0);
        }
        return (long)sum;
    }

    static long InitScores(Dataset data)
    {
        long sum = 0;
        for (int output = 0; output < (data.InitScoreValues?.Length ?? 0) / data.RowCount; output++)
        {
            sum += Sum(data, 6 + (((ulong)output + 1) << 8), InitialScores.Of(data, output));
        }
        return sum;
    }

    static long InputScores(Dataset data)
    {
        long sum = 0;
        foreach (var (output, scores) in (data.Input?.Scores ?? []).Index())
        {
            sum += Sum(data, 3 + (((ulong)output + 1) << 8), scores);
        }
        return sum;
    }

    static long Sum(Dataset data, ulong stream, double[] values)
    {
        ulong sum = 0;
        for (int row = 0; row < values.Length; row++)
        {
            sum += Cell(stream, data.FirstRow + row, BitConverter.DoubleToUInt64Bits(values[row]));
        }
        return (long)sum;
    }

    static long Bins(Dataset data)
    {
        long sum = 0;
        int threads = data.Options.NumThreads > 0 ? data.Options.NumThreads : Environment.ProcessorCount;
        Parallel.For(0, data.Features.Length, new() { MaxDegreeOfParallelism = threads }, feature =>
            Interlocked.Add(ref sum, (long)Bins(data, feature)));
        return sum;
    }

    /// <summary>The same whichever way the matrix stores the feature.</summary>
    static ulong Bins(Dataset data, int feature)
    {
        var (bins, place) = (data.Bins, data.Bins.Places[feature]);
        var sparse = bins.IsByte(place.Column) || bins.IsWord(place.Column) ? null : bins.Sparse(place.Column);
        ulong sum = 0;
        for (int row = 0, next = 0; row < data.RowCount; row++)
        {
            int bin = sparse is null ? bins.BinOf(feature, row)
                : next < sparse.Count && sparse.Rows[next] == row ? sparse.Bins[next++] : sparse.DefaultBin;
            sum += Cell(4 + (((ulong)feature + 1) << 8), data.FirstRow + row, (ulong)bin);
        }
        return sum;
    }

    /// <summary>The same on all ranks: edges come from all rows.</summary>
    static long Edges(Dataset data)
    {
        ulong hash = 0;
        foreach (var (index, bins) in data.Features)
        {
            hash = Mix(hash + (ulong)index);
            hash = Mix(hash + (ulong)bins.Missing);
            foreach (ulong edge in bins is NumericBins numeric
                ? numeric.Edges.Select(BitConverter.DoubleToUInt64Bits) : ((CategoricalBins)bins).Categories.Select(code => (ulong)code))
            {
                hash = Mix(hash + edge);
            }
        }
        return (long)hash;
    }

    static ulong Cell(ulong stream, long row, ulong value) =>
        Mix((ulong)row * 0x9E37_79B9_7F4A_7C15 + value * 0xD1B5_4A32_D192_ED03 + stream * 0xABC9_8388_FB8F_AC03);

    /// <summary>Every bit of the input changes half of the output's.</summary>
    static ulong Mix(ulong word)
    {
        word = (word ^ (word >> 30)) * 0xBF58_476D_1CE4_E5B9;
        word = (word ^ (word >> 27)) * 0x94D0_49BB_1331_11EB;
        return word ^ (word >> 31);
    }
}
