using LowBit.Numerics;

namespace LowBit.Tests;

public class BlockHouseholderTests
{
    public static TheoryData<KernelPath> Paths => [.. Isa.Supported.Append(KernelPath.Avx512).Distinct()];

    static float[] Applied(BlockHouseholder plan, float[] values, int columnCount, KernelPath path)
    {
        var destination = new float[values.Length + 1];
        plan.Apply(values, columnCount, path, destination);
        Assert.Equal(0, destination[^1]);
        return destination[..^1];
    }

    static float[] Undone(BlockHouseholder plan, float[] values, int columnCount, KernelPath path)
    {
        var destination = new float[values.Length + 1];
        plan.ApplyInverse(values, columnCount, path, destination);
        Assert.Equal(0, destination[^1]);
        return destination[..^1];
    }

    static BlockHouseholder Fitted(float[] values, int columnCount, KernelPath path = KernelPath.Scalar)
    {
        var plan = new BlockHouseholder(values.Length / columnCount);
        plan.Fit(values, columnCount, path);
        return plan;
    }

    // Row i is normal times 100 / (i + 1).
    static float[] Falling(int rowCount, int columnCount) =>
        [.. Samples.Normal(rowCount * columnCount, 11).Select((value, i) => value * 100 / (i / columnCount + 1))];

    static IEnumerable<int[]> Groups(BlockHouseholder plan)
    {
        var (rows, starts) = (plan.Rows.ToArray(), plan.Starts.ToArray());
        return starts.Zip(starts.Skip(1), (start, end) => rows[start..end]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(128)]
    public void GroupsAndScalesAreTheReleasedOnes(int rowCount)
    {
        var values = Falling(rowCount, 32);
        var plan = Fitted(values, 32);
        var expected = HouseholderReference.Groups([.. values.Chunk(32)]);
        Assert.Equal(expected.Select(group => group.Rows), Groups(plan));
        Assert.Equal(rowCount, plan.RowCount);
        for (int i = 0; i < plan.GroupCount; i++)
        {
            Assert.Equal(expected[i].Scales[0], plan.LargeScales[i], 1e-5 * expected[i].Scales[0]);
            Assert.Equal(expected[i].Scales[^1], expected[i].Scales.Length == 1 ? 1 : plan.SmallScales[i], 1e-5 * expected[i].Scales[^1]);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void RowsAreReflectedWithinTheStatedBound(KernelPath path)
    {
        const int ColumnCount = 19;
        var values = Falling(40, ColumnCount);
        float[][] rows = [.. values.Chunk(ColumnCount)];
        var plan = Fitted(values, ColumnCount);
        float[][] result = [.. Applied(plan, values, ColumnCount, path).Chunk(ColumnCount)];
        foreach (var (group, members) in Groups(plan).Index())
        {
            double[] scales = [plan.LargeScales[group], .. Enumerable.Repeat((double)plan.SmallScales[group], members.Length - 1)];
            var exact = HouseholderReference.Apply(rows, members, scales);
            for (int column = 0; column < ColumnCount; column++)
            {
                double error = Math.Sqrt(members.Select((row, i) => Math.Pow(result[row][column] - exact[i][column], 2)).Sum());
                double norm = Math.Sqrt(exact.Sum(row => row[column] * row[column]));
                Assert.InRange(error, 0, 3.0 * (members.Length + 8) / (1 << 24) * norm);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void EveryPathGivesTheBitsOfScalarAtEveryWidth(KernelPath path)
    {
        for (int columnCount = 1; columnCount <= 257; columnCount++)
        {
            var values = Falling(9, columnCount);
            BlockHouseholder scalar = Fitted(values, columnCount), plan = Fitted(values, columnCount, path);
            Assert.Equal(Groups(scalar), Groups(plan));
            Assert.Equal(scalar.SmallScales, plan.SmallScales);
            var expected = Applied(scalar, values, columnCount, KernelPath.Scalar);
            Assert.Equal(expected, Applied(plan, values, columnCount, path));
            Assert.Equal(Undone(scalar, expected, columnCount, KernelPath.Scalar), Undone(plan, expected, columnCount, path));
            plan.Apply(values, columnCount, path, values);
            Assert.Equal(expected, values);
        }
    }

    [Fact]
    public void InverseUndoes()
    {
        var values = Falling(64, 32);
        var plan = Fitted(values, 32);
        var result = Undone(plan, Applied(plan, values, 32, Isa.Best), 32, Isa.Best);
        Assert.All(values.Zip(result), pair => Assert.Equal(pair.First, pair.Second, 2e-3f)); // of ±300
    }

    // The margin is relative: a power of two changes neither groups nor scales.
    [Theory]
    [InlineData(-100)]
    [InlineData(-30)]
    [InlineData(90)]
    public void UnitsDoNotMatter(int exponent)
    {
        var values = Falling(30, 16);
        BlockHouseholder plan = Fitted(values, 16), scaled = Fitted([.. values.Select(value => (float)Math.ScaleB(value, exponent))], 16);
        Assert.Equal(Groups(plan), Groups(scaled));
        Assert.Equal(plan.LargeScales, scaled.LargeScales);
        Assert.Equal(plan.SmallScales, scaled.SmallScales);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void RowsWithoutRangeStayAlone(int rowCount)
    {
        float[] values = [.. Enumerable.Range(0, rowCount * 4).Select(i => i / 4 * 1.5f)];
        var plan = Fitted(values, 4);
        Assert.Equal(Enumerable.Range(0, rowCount).Select(row => (int[])[row]), Groups(plan));
        Assert.Equal(values, Applied(plan, values, 4, Isa.Best));
        Assert.Equal(values, Undone(plan, values, 4, Isa.Best));
    }

    [Fact]
    public void TwoRowsAndConstantRowsBesideALargeOneAreOneGroup()
    {
        Assert.Equal([[1, 0]], Groups(Fitted([1, 2, 30, 60], 2)));
        float[] values = [0, 0, 5, 5, 30, 60, -1, -1];
        var plan = Fitted(values, 2);
        Assert.Equal([[2, 0, 1, 3]], Groups(plan));
        Assert.True(float.IsFinite(plan.SmallScales[0]));
        Assert.All(values.Zip(Undone(plan, Applied(plan, values, 2, Isa.Best), 2, Isa.Best)), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void RowsThatAreNotFiniteStayAlone()
    {
        float[] values = [1, 2, float.NaN, 0, 30, 60, 4, float.NegativeInfinity, 8, 9, 3e38f, -3e38f];
        var plan = Fitted(values, 2);
        Assert.Equal([[1], [3], [5], [2, 0, 4]], Groups(plan));
        Assert.Equal(values[6..8], Applied(plan, values, 2, Isa.Best)[6..8]);
    }

    [Fact]
    public void PlansAreFittedAgain()
    {
        var plan = new BlockHouseholder(64);
        plan.Fit(Falling(64, 8), 8, Isa.Best);
        var values = Falling(10, 8);
        plan.Fit(values, 8, Isa.Best);
        Assert.Equal(Groups(Fitted(values, 8)), Groups(plan));
    }

    [Fact]
    public void BadShapesAreRefused()
    {
        var plan = Fitted(Falling(4, 8), 8);
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Fit(new float[40], 8, Isa.Best));
        Assert.Throws<ArgumentException>(() => plan.Fit(new float[30], 8, Isa.Best));
        Assert.Throws<ArgumentException>(() => Applied(plan, new float[24], 8, Isa.Best));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Apply(new float[32], 8, Isa.Best, new float[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockHouseholder(-1));
    }
}
