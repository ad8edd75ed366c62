using LowBit.Boosting;

namespace LowBit.Tests;

public class ArrayTableTests
{
    static readonly float[] ByRow = [1, 2, 3, 4, 5, 6], ByColumn = [1, 3, 5, 2, 4, 6];

    static ArrayTable<float> Table(float[] values, MatrixLayout layout, params string[] names) =>
        new(values, 3, 2, layout, names.Length == 0 ? null : names);

    [Fact]
    public void BothLayoutsReadTheSameRows()
    {
        foreach (var table in (ArrayTable<float>[])[Table(ByRow, MatrixLayout.RowMajor), Table(ByColumn, MatrixLayout.ColumnMajor)])
        {
            var block = new double[4];
            table.Read(1, 2, block);
            Assert.Equal([3, 4, 5, 6], block);
            table.Read([0, 2], block);
            Assert.Equal([1, 2, 5, 6], block);
        }
    }

    [Fact]
    public void FloatsAreWidenedExactly()
    {
        float[] values = [0.1f, float.Epsilon, float.NaN, float.NegativeInfinity, -0f, float.MaxValue];
        var block = new double[6];
        Table(values, MatrixLayout.RowMajor).Read(0, 3, block);
        Assert.Equal(values.Select(value => BitConverter.DoubleToInt64Bits(value)), block.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void AFieldIsDescribedByRowAndColumn()
    {
        Assert.Equal("the array, row 2, column 'Column_1'", Table(ByRow, MatrixLayout.RowMajor).Describe(2, 1));
        Assert.Equal("the array, row 2, column 'b'", Table(ByRow, MatrixLayout.RowMajor, "a", "b").Describe(2, 1));
    }
}
