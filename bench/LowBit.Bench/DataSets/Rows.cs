namespace LowBit.Bench;

/// <summary>Rows in memory, ready for either engine.</summary>
/// <param name="Values">[rows × <paramref name="ColumnCount"/>], row-major; NaN is missing, categories are codes.</param>
/// <param name="ColumnCount">Features.</param>
/// <param name="Labels">[rows].</param>
/// <param name="Weights">[rows], or null where every row weighs 1.</param>
/// <param name="Categorical">Indices of the categorical features.</param>
/// <param name="ClassCount">Classes, or 0 for a number.</param>
sealed record Rows(
    double[] Values, int ColumnCount, double[] Labels, double[]? Weights, int[] Categorical, int ClassCount)
{
    /// <summary>The rows where they are sparse; <see cref="Values"/> is empty then.</summary>
    public SparseRows? Sparse { get; init; }

    /// <summary>The rows where they are float32; <see cref="Values"/> is empty then.</summary>
    public float[]? Singles { get; init; }

    public int Count => Labels.Length;

    /// <summary>Raw scores a row: the classes of a multiclass set, else 1.</summary>
    public int OutputCount => ClassCount > 2 ? ClassCount : 1;

    /// <summary>The rows of <see cref="Singles"/> as doubles.</summary>
    public Rows Widened() => this with { Values = Array.ConvertAll(Singles!, value => (double)value), Singles = null };

    public Rows Select(int[] rows) => this with
    {
        Values = Sparse is null ? Dense(rows) : [],
        Sparse = Sparse?.Select(rows),
        Labels = [.. rows.Select(row => Labels[row])],
        Weights = Weights is null ? null : [.. rows.Select(row => Weights[row])],
    };

    /// <summary>One fifth of the rows held out, by a word of (seed, row): the same for every engine.</summary>
    public (Rows Train, Rows HeldOut) Split(int seed)
    {
        var heldOut = Enumerable.Range(0, Count).ToLookup(row => Words.Word((ulong)seed, (ulong)row) < ulong.MaxValue / 5);
        return (Select([.. heldOut[false]]), Select([.. heldOut[true]]));
    }

    double[] Dense(int[] rows)
    {
        var values = new double[rows.Length * ColumnCount];
        foreach (var (i, row) in rows.Index())
        {
            Values.AsSpan(row * ColumnCount, ColumnCount).CopyTo(values.AsSpan(i * ColumnCount));
        }
        return values;
    }
}
