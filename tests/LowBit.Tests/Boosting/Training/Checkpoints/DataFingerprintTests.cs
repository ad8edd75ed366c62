using LowBit.Boosting;

namespace LowBit.Tests;

public class DataFingerprintTests
{
    const int RowCount = 2_000;

    /// <summary>A dense column, and one that is 0 but for every 50th row.</summary>
    static Dataset Make(Action<double[]>? change = null, DatasetOptions? options = null)
    {
        var values = new double[2 * RowCount];
        for (int row = 0; row < RowCount; row++)
        {
            values[2 * row] = row % 7;
            values[2 * row + 1] = row % 50 == 3 ? 1 + row % 4 : 0;
        }
        change?.Invoke(values);
        return Dataset.FromArrays(values, RowCount, 2, [.. Enumerable.Range(0, RowCount).Select(row => (double)(row % 3))], options);
    }

    static string[] Different(Dataset a, Dataset b) =>
        [.. DataFingerprint.Of("data", a).Zip(DataFingerprint.Of("data", b)).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => pair.First.Key)];

    [Fact]
    public void SameDataHaveTheSameFingerprintOnAnyNumberOfThreads() =>
        Assert.Empty(Different(Make(), Make(options: new() { NumThreads = 3 })));

    [Theory]
    [InlineData(0, 6, "data, binned values")] // row 0: 0 becomes 6
    [InlineData(7, 2, "data, binned values")] // row 3, the sparse column: 4 becomes 2
    public void OneOtherBinChangesTheFingerprint(int cell, double value, string name) =>
        Assert.Equal([name], Different(Make(), Make(values => values[cell] = value)));

    [Fact]
    public void RowsInAnotherOrderAreOtherData() =>
        Assert.Equal(["data, binned values"], Different(Make(), Make(values => (values[0], values[2]) = (values[2], values[0]))));

    [Fact]
    public void OtherWeightsAndEdgesAreNamed()
    {
        Assert.Equal(["data, weights"], Different(Make(), Make(options: new() { Weights = new double[RowCount] })));
        Assert.Equal(["data, bin edges", "data, binned values"], Different(Make(), Make(options: new() { MaxBin = 4 })));
    }
}
