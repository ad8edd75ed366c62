using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>
/// A made table with everything that trees meet: numbers, missing values, many zeros, few values, few and many categories,
/// a constant column; and labels for every objective.
/// </summary>
sealed class SmallTable
{
    public const int ColumnCount = 8;

    /// <summary>Columns that hold categories.</summary>
    public static readonly string[] Categorical = ["5", "6"];

    public SmallTable(int rowCount, ulong seed = 1)
    {
        RowCount = rowCount;
        Values = new double[rowCount * ColumnCount];
        Signal = new double[rowCount];
        Weights = new double[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            FillRow(new RandomStream(seed, 77, (uint)row), row);
        }
    }

    public int RowCount { get; }

    /// <summary>[rows × 8], row-major.</summary>
    public double[] Values { get; }

    /// <summary>What labels follow.</summary>
    public double[] Signal { get; }

    public double[] Weights { get; }

    public double[] LabelsFor(string objective) => objective switch
    {
        "binary" => Array.ConvertAll(Signal, signal => signal > 0 ? 1.0 : 0),
        "poisson" or "tweedie" => Array.ConvertAll(Signal, signal => Math.Floor(Math.Exp(signal / 2))),
        "gamma" => Array.ConvertAll(Signal, signal => Math.Exp(signal / 2)),
        "cross_entropy" or "cross_entropy_lambda" => Array.ConvertAll(Signal, signal => Math.Clamp(signal / 4 + 0.5, 0, 1)),
        "multiclass" or "multiclassova" => Array.ConvertAll(Signal, signal => signal < -0.7 ? 0.0 : signal < 0.7 ? 1 : 2),
        _ => Signal,
    };

    /// <summary>The rows of one rank.</summary>
    public Dataset ToDataset(string objective, DatasetOptions options, ICollective? ranks = null, bool weighted = false)
    {
        ranks ??= SingleProcess.Instance;
        int begin = RowCount * ranks.Rank / ranks.Size, end = RowCount * (ranks.Rank + 1) / ranks.Size;
        return Dataset.FromArrays(
            Values.AsMemory(begin * ColumnCount, (end - begin) * ColumnCount), end - begin, ColumnCount,
            LabelsFor(objective)[begin..end],
            options with
            {
                Categorical = Categorical,
                Weights = weighted ? Weights[begin..end] : null,
                Collective = ranks,
            });
    }

    void FillRow(RandomStream random, int row)
    {
        uint next = 0;
        double Uniform() => (random.Word(next++) + 0.5) / 4294967296;
        double Normal() => Uniform() + Uniform() + Uniform() + Uniform() - 2;
        var values = Values.AsSpan(row * ColumnCount, ColumnCount);
        values[0] = 3 * Normal();
        values[1] = Uniform() < 0.25 ? double.NaN : Normal();
        values[2] = Uniform() < 0.7 ? 0 : Normal();
        values[3] = Math.Floor(6 * Uniform());
        values[4] = 7;
        values[5] = Math.Floor(3 * Uniform());
        double category = Math.Floor(30 * Uniform() * Uniform());
        values[6] = Uniform() < 0.05 ? double.NaN : category;
        values[7] = 1e6 * Normal();
        Signal[row] = Math.Sin(values[0]) + (double.IsNaN(values[1]) ? 0.8 : values[1]) * values[2]
            + (values[5] == 1 ? 0.7 : -0.3) + (category % 4 == 2 ? 1 : -0.2) + 0.2 * values[3] - 0.5 + 0.3 * Normal();
        Weights[row] = 0.25 + 2 * Uniform();
    }
}
