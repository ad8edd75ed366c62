using LowBit.Numerics;

namespace LowBit.Tests;

public class RandomizedHadamardTests
{
    static readonly RandomStream Random = new(Seed: 3, Stream: 9, Step: 2);

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported.Append(KernelPath.Avx512).Distinct()];

    static float[] Applied(RandomizedHadamard transform, float[] values, int columnCount, TransformAxis axis = TransformAxis.Columns)
    {
        var destination = new float[values.Length + 1];
        transform.Apply(values, columnCount, axis, destination);
        Assert.Equal(0, destination[^1]);
        return destination[..^1];
    }

    static float[] Undone(RandomizedHadamard transform, float[] values, int columnCount, TransformAxis axis = TransformAxis.Columns)
    {
        var destination = new float[values.Length + 1];
        transform.ApplyInverse(values, columnCount, axis, destination);
        Assert.Equal(0, destination[^1]);
        return destination[..^1];
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void SignsOfTheWordsComeBeforeTheTransform(KernelPath path)
    {
        const int ColumnCount = 3 * 24, RowCount = 200;
        const ulong First = 1001;
        var values = Samples.Normal(RowCount * ColumnCount, 6);
        var transform = new RandomizedHadamard(ColumnCount, 24, Random, First, path);
        float[] signed = [.. values.Select((value, i) => (int)Random.Word(First + (ulong)(i % ColumnCount)) < 0 ? -value : value)];
        float[] expected = [.. signed.Chunk(24).SelectMany(block => HadamardReference.Ordered(block))];
        Assert.Equal(expected, Applied(transform, values, ColumnCount));
        Assert.Equal((int)Random.Word(First + 5) < 0, transform.IsNegative(5));
        float[] inverse = [.. values.Chunk(24).SelectMany(block => HadamardReference.Ordered(block, isInverse: true))
            .Select((value, i) => (int)Random.Word(First + (ulong)(i % ColumnCount)) < 0 ? -value : value)];
        Assert.Equal(inverse, Undone(transform, values, ColumnCount));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void RowsAreTheColumnsOfTheTransposedMatrix(KernelPath path)
    {
        const int RowCount = 32, ColumnCount = 37;
        var values = Samples.Normal(RowCount * ColumnCount, 6);
        float[] transposed = [.. Enumerable.Range(0, values.Length).Select(i => values[i % RowCount * ColumnCount + i / RowCount])];
        var transform = new RandomizedHadamard(RowCount, 16, Random, 0, path);
        float[] expected = Applied(transform, transposed, RowCount);
        var result = Applied(transform, values, ColumnCount, TransformAxis.Rows);
        Assert.Equal(expected, Enumerable.Range(0, values.Length).Select(i => result[i % RowCount * ColumnCount + i / RowCount]));
        Assert.All(values.Zip(Undone(transform, result, ColumnCount, TransformAxis.Rows)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void InverseUndoes()
    {
        var values = Samples.Normal(172 * 40, 6);
        var transform = new RandomizedHadamard(344, 344, Random, 0, Isa.Best);
        var place = values.ToArray();
        transform.Apply(place, 344, TransformAxis.Columns, place);
        Assert.Equal(Applied(transform, values, 344), place);
        transform.ApplyInverse(place, 344, TransformAxis.Columns, place);
        Assert.All(values.Zip(place), pair => Assert.Equal(pair.First, pair.Second, 2e-5f));
    }

    // Signs behind the transform would leave the largest magnitude as it is.
    [Fact]
    public void SignsSpreadAConstantBlock()
    {
        float[] block = [.. Samples.Normal(32, 12).Select(value => 1 + 0.1f * value)];
        float[] plain = new float[32], largest = new float[200];
        WalshHadamard.Apply(block, 32, TransformAxis.Columns, 32, Isa.Best, plain);
        Assert.InRange(AbsMax.Of(plain, Isa.Best), 5.5f, 5.8f); // √32
        for (int seed = 0; seed < largest.Length; seed++)
        {
            var transform = new RandomizedHadamard(32, 32, Random with { Seed = (ulong)seed }, 0, Isa.Best);
            largest[seed] = AbsMax.Of(Applied(transform, block, 32), Isa.Best);
        }
        Array.Sort(largest);
        Assert.InRange(largest[largest.Length / 2], 1.7f, 2.5f); // the largest of 32 nearly normal values
    }

    [Fact]
    public void ProductsStay()
    {
        float[] x = Samples.Normal(128, 1), w = Samples.Normal(128, 2);
        var transform = new RandomizedHadamard(128, 64, Random, 0, Isa.Best);
        double Dot(float[] a, float[] b) => a.Zip(b, (left, right) => (double)left * right).Sum();
        Assert.Equal(Dot(x, w), Dot(Applied(transform, x, 128), Applied(transform, w, 128)), 1e-5 * 128);
    }

    [Fact]
    public void OtherLengthsAreRefused()
    {
        var transform = new RandomizedHadamard(64, 32, Random, 0, Isa.Best);
        Assert.Equal((64, 32), (transform.Length, transform.Size));
        Assert.Throws<ArgumentException>(() => Applied(transform, new float[32], 32));
        Assert.Throws<ArgumentException>(() => Applied(transform, new float[64], 64, TransformAxis.Rows));
        Assert.Throws<ArgumentException>(() => new RandomizedHadamard(48, 32, Random, 0, Isa.Best));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomizedHadamard(44, 44, Random, 0, Isa.Best));
    }
}
