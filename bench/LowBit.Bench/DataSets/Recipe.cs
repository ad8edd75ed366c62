using System.Globalization;

namespace LowBit.Bench;

/// <summary>
/// A made-up binary task in the shape of a physics table: 28 continuous features, 21 measured and 7 derived from them, a
/// label that depends on interactions, and noise. Every value is a function of (seed, row, feature) and has at most six
/// decimals, so that rows in memory and rows written as text are the same doubles. 100 trees of 255 leaves on 1,000,000
/// rows reach an AUC near 0.77.
/// </summary>
static class Recipe
{
    public const int ColumnCount = 28;

    /// <summary>Held-out rows start here, whatever the number of training rows.</summary>
    public const long HeldOut = 1L << 40;

    const int Measured = 21;
    const ulong Seed = 7;

    public static Rows Rows(long firstRow, int rowCount)
    {
        var values = new double[(long)rowCount * ColumnCount];
        var labels = new double[rowCount];
        Parallel.For(0, rowCount, row =>
            labels[row] = Fill(firstRow + row, values.AsSpan(row * ColumnCount, ColumnCount)));
        return new(values, ColumnCount, labels, Weights: null, Categorical: [], ClassCount: 2);
    }

    /// <summary>Header and rows; the label is the first column.</summary>
    public static void WriteCsv(string path, int rowCount)
    {
        const int Block = 10_000;
        using var writer = new StreamWriter(path);
        writer.WriteLine("label," + string.Join(',', Enumerable.Range(0, ColumnCount).Select(column => $"x{column}")));
        for (var first = 0; first < rowCount; first += Block)
        {
            var rows = Rows(first, Math.Min(Block, rowCount - first));
            foreach (var (label, values) in rows.Labels.Zip(rows.Values.Chunk(ColumnCount)))
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{label},{string.Join(',', values)}"));
            }
        }
    }

    /// <summary>Writes one row and returns its label.</summary>
    static double Fill(long row, Span<double> x)
    {
        for (var f = 0; f < Measured; f++)
        {
            x[f] = Measure(row, f);
        }
        Derive(row, x);
        var label = Score(x) + 1.4 * Bell(row, 60) > 0.35 ? 1.0 : 0.0;
        foreach (ref var value in x)
        {
            value = Math.Round(value * 1e6) / 1e6;
        }
        return label;
    }

    /// <summary>By turns: a bell, a uniform, a heavy tail.</summary>
    static double Measure(long row, int f) => (f % 3) switch
    {
        0 => Bell(row, f),
        1 => 2 * Uniform(row, f) - 1,
        _ => Math.Abs(Bell(row, f) * Bell(row, f + 32)),
    };

    static void Derive(long row, Span<double> x)
    {
        for (var d = 0; d < ColumnCount - Measured; d++)
        {
            x[Measured + d] = Math.Sqrt(Math.Abs(x[3 * d] * x[(3 * d + 6) % Measured] + x[3 * d + 1]))
                + 0.3 * Bell(row, Measured + d);
        }
    }

    static double Score(ReadOnlySpan<double> x) =>
        0.8 * x[0] * x[3] + (x[6] > 0 ? 1.2 * x[1] : -0.8 * x[4]) + 0.7 * x[9] * x[7]
        + 0.5 * Math.Min(x[2], x[5]) + (x[8] > 1 && x[10] > 0 ? 1 : 0)
        + 0.6 * x[12] * x[15] * x[13] + 0.4 * Math.Abs(x[18]) + 0.5 * (x[21] - x[24]);

    /// <summary>Sum of four uniforms: mean 0, variance 1, no library function.</summary>
    static double Bell(long row, int stream)
    {
        var word = Word(row, stream);
        var sum = (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + (word >> 48);
        return (sum / 65536.0 - 2) * 1.7320508075688772;
    }

    static double Uniform(long row, int stream) => (Word(row, stream) >> 11) * (1.0 / (1L << 53));

    static ulong Word(long row, int stream) => Words.Word(Seed, (ulong)(64 * row + stream));
}
