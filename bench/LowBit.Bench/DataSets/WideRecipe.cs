namespace LowBit.Bench;

/// <summary>
/// A made-up binary task of 1,000 continuous features, by turns a uniform and a bell, of which 40 decide the label, with
/// noise. Every value is a function of (seed, row, feature) and a float32: rows are made as they are needed, at four bytes a
/// field.
/// </summary>
static class WideRecipe
{
    public const int ColumnCount = 1000;

    /// <summary>Held-out rows start here, whatever the number of training rows.</summary>
    public const long HeldOut = 1L << 40;

    /// <summary>Every 25th feature decides.</summary>
    const int Stride = 25;

    const ulong Seed = 11;

    public static Rows Rows(long firstRow, int rowCount)
    {
        var values = new float[(long)rowCount * ColumnCount];
        var labels = new double[rowCount];
        Parallel.For(0, rowCount, row =>
            labels[row] = Fill(firstRow + row, values.AsSpan(row * ColumnCount, ColumnCount)));
        return new([], ColumnCount, labels, Weights: null, Categorical: [], ClassCount: 2) { Singles = values };
    }

    /// <summary>Writes one row and returns its label.</summary>
    static double Fill(long row, Span<float> x)
    {
        for (var f = 0; f < ColumnCount; f++)
        {
            x[f] = f % 2 == 0 ? Uniform(row, f) : Bell(row, f);
        }
        return Score(x) + 2 * Bell(row, ColumnCount) > 0 ? 1 : 0;
    }

    /// <summary>Products of neighbours and thresholds, by turns.</summary>
    static double Score(ReadOnlySpan<float> x)
    {
        double score = 0;
        for (var f = 0; f + Stride < ColumnCount; f += 2 * Stride)
        {
            var (a, b) = (x[f], x[f + Stride]);
            score += a * b + (b > 0.5f ? 0.5 : -0.25) + 0.5 * a;
        }
        return score;
    }

    /// <summary>From −1 to 1, in steps of 2⁻²³.</summary>
    static float Uniform(long row, int stream) => (Word(row, stream) >> 40) * (1f / (1 << 23)) - 1;

    /// <summary>Sum of four 16-bit uniforms: mean 0, variance 1/3, exact in a float32.</summary>
    static float Bell(long row, int stream)
    {
        var word = Word(row, stream);
        var sum = (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + (word >> 48);
        return sum * (1f / (1 << 16)) - 2;
    }

    static ulong Word(long row, int stream) => Words.Word(Seed, (ulong)(1024 * row + stream));
}
