using LowBit.Numerics;

namespace LowBit.Tests;

public class OutlierSplitTests
{
    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    static (float[] Left, int[] Indices, float[] Outliers) Split(float[] values, int blockSize, int count, KernelPath path)
    {
        int outlierCount = values.Length / blockSize * count;
        var (rest, indices, outliers) = (new float[values.Length + 1], new int[outlierCount + 1], new float[outlierCount + 1]);
        (rest[^1], indices[^1], outliers[^1]) = (7, 7, 7);
        OutlierSplit.Split(values, blockSize, count, path, rest, indices, outliers);
        Assert.Equal((7, 7, 7), (rest[^1], indices[^1], outliers[^1]));
        return (rest[..^1], indices[..^1], outliers[..^1]);
    }

    static uint[] Bits(IEnumerable<float> values) => [.. values.Select(BitConverter.SingleToUInt32Bits)];

    // The definition: places sorted by falling magnitude, then by place.
    static int[] Expected(float[] block, int count) => [.. Enumerable.Range(0, block.Length)
        .OrderByDescending(i => BitConverter.SingleToUInt32Bits(block[i]) & int.MaxValue).ThenBy(i => i).Take(count).Order()];

    [Theory]
    [MemberData(nameof(Paths))]
    public void LargestMagnitudesMoveOutAndComeBack(KernelPath path)
    {
        for (int blockSize = 1; blockSize <= 257; blockSize++)
        {
            float[] values = [.. Samples.Normal(3 * blockSize, (ulong)blockSize).Select(value => float.Round(4 * value))]; // many ties, some −0
            foreach (int count in (int[])[0, 1, 2, blockSize / 2, blockSize])
            {
                if (count > blockSize)
                {
                    continue;
                }
                var (rest, indices, outliers) = Split(values, blockSize, count, path);
                for (int block = 0; block < 3; block++)
                {
                    var expected = Expected(values[(block * blockSize)..((block + 1) * blockSize)], count);
                    Assert.Equal(expected, indices[(block * count)..((block + 1) * count)]);
                    Assert.All(expected, i => Assert.Equal(0u, BitConverter.SingleToUInt32Bits(rest[block * blockSize + i])));
                }
                var merged = new float[values.Length + 1];
                OutlierSplit.Merge(rest, blockSize, indices, outliers, count, merged);
                Assert.Equal(Bits(values.Append(0)), Bits(merged));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void NaNAndInfinityGoFirst(KernelPath path)
    {
        float payload = BitConverter.UInt32BitsToSingle(0xFFFF_FFFF);
        float[] values = [1, float.NegativeInfinity, -3, float.NaN, payload, 3, float.MaxValue, -0f, 0, 0];
        var (rest, indices, outliers) = Split(values, 10, 3, path);
        Assert.Equal([1, 3, 4], indices);
        Assert.Equal(Bits([float.NegativeInfinity, float.NaN, payload]), Bits(outliers));
        Assert.Equal(Bits([1, 0, -3, 0, 0, 3, float.MaxValue, -0f, 0, 0]), Bits(rest));
        Assert.Equal([4], Split(values, 10, 1, path).Indices);
    }

    [Fact]
    public void SplitsInPlace()
    {
        var values = Samples.Normal(64, 3);
        var place = values.ToArray();
        var (indices, outliers) = (new int[4], new float[4]);
        OutlierSplit.Split(place, 32, 2, Isa.Best, place, indices, outliers);
        Assert.Equal(Split(values, 32, 2, Isa.Best).Left, place);
        OutlierSplit.Merge(place, 32, indices, outliers, 2, place);
        Assert.Equal(values, place);
    }

    [Fact]
    public void BadShapesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Split(new float[8], 4, 5, Isa.Best));
        Assert.Throws<ArgumentOutOfRangeException>(() => OutlierSplit.Split(new float[8], 4, -1, Isa.Best, new float[8], [], []));
        Assert.Throws<ArgumentException>(() => Split(new float[9], 4, 1, Isa.Best));
        Assert.Throws<ArgumentOutOfRangeException>(() => OutlierSplit.Split(new float[8], 4, 1, Isa.Best, new float[8], new int[1], new float[2]));
        Assert.Throws<IndexOutOfRangeException>(() => OutlierSplit.Merge(new float[4], 4, [4], [1], 1, new float[4]));
    }
}
