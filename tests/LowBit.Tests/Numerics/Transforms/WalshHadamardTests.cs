using LowBit.Numerics;

namespace LowBit.Tests;

public class WalshHadamardTests
{
    static readonly int[] Factored = [12, 20, 24, 28, 36, 40, 48, 52, 60, 96, 108, 140, 156, 172, 192, 344, 384, 688, 1376, 2752];
    static readonly int[] PowersOfTwo = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048];

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported.Append(KernelPath.Avx512).Distinct()];

    public static TheoryData<int> Sizes => [.. PowersOfTwo, .. Factored];

    [Theory]
    [MemberData(nameof(Paths))]
    public void EightElementsBecomeThePublishedOnes(KernelPath path)
    {
        float[] x = [0.1f, -0.4f, 0.7f, 1.3f, -2.2f, 3.1f, -4.6f, 0.02f];
        double[] expected = [-0.700036, -3.542605, 1.1243, 0.148492, 1.902117, 3.471894, -2.750645, 0.629325];
        Assert.Equal(expected, Transformed(x, 8, 8, path: path).Select(value => Math.Round(value, 6)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryPathDoesTheStatedOperationsInOrder(int size)
    {
        foreach (var isInverse in (bool[])[false, true])
        {
            foreach (int blockCount in (int[])[1, 2, 3, 5, 8, 17])
            {
                var x = Samples.Normal(size * blockCount, (ulong)size);
                float[] expected = [.. x.Chunk(size).SelectMany(block => HadamardReference.Ordered(block, isInverse))];
                foreach (KernelPath path in Paths.Select(row => row.Data))
                {
                    Assert.Equal(expected, Transformed(x, size * blockCount, size, isInverse, path));
                    Assert.Equal(expected, Columnwise(x, blockCount, size, isInverse, path));
                }
            }
        }
    }

    static float[] Transformed(
        float[] values, int columnCount, int size, bool isInverse = false, KernelPath path = KernelPath.Scalar,
        TransformAxis axis = TransformAxis.Columns)
    {
        var destination = new float[values.Length + 1];
        Array.Fill(destination, 7);
        if (isInverse)
        {
            WalshHadamard.ApplyInverse(values, columnCount, axis, size, path, destination);
        }
        else
        {
            WalshHadamard.Apply(values, columnCount, axis, size, path, destination);
        }
        Assert.Equal(7, destination[^1]);
        return destination[..^1];
    }

    // The transposed matrix, transformed along its rows and transposed back.
    static float[] Columnwise(float[] values, int rowCount, int size, bool isInverse, KernelPath path) => Transpose(
        Transformed(Transpose(values, rowCount), rowCount, size, isInverse, path, TransformAxis.Rows), size);

    static float[] Transpose(float[] values, int rowCount)
    {
        int columnCount = values.Length / rowCount;
        return [.. Enumerable.Range(0, values.Length).Select(i => values[i % rowCount * columnCount + i / rowCount])];
    }
}
