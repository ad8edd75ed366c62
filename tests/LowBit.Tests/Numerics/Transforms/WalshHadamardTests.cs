using System.Numerics;
using CsCheck;
using LowBit.Numerics;

namespace LowBit.Tests;

public class WalshHadamardTests
{
    static readonly int[] Factored = [12, 20, 24, 28, 36, 40, 48, 52, 60, 96, 108, 140, 156, 172, 192, 344, 384, 688, 1376, 2752];
    static readonly int[] PowersOfTwo = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048];

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported.Append(KernelPath.Avx512).Distinct()];

    public static TheoryData<int> Sizes => [.. PowersOfTwo, .. Factored];

    public static TheoryData<int> SmallSizes => [.. PowersOfTwo.Concat(Factored).Where(size => size <= 512)];

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

    [Theory]
    [InlineData(1 << 12)]
    [InlineData(1 << 14)]
    [InlineData(1 << 17)]
    [InlineData(1 << 20)]
    [InlineData(12 << 10)]
    [InlineData(172 << 7)]
    public void LargeBlocksDoThemToo(int size)
    {
        var x = Samples.Normal(size, 3);
        var expected = HadamardReference.Ordered(x);
        foreach (KernelPath path in Paths.Select(row => row.Data))
        {
            Assert.Equal(expected, Transformed(x, size, size, path: path));
            Assert.Equal(expected, Transformed(x, 1, size, path: path, axis: TransformAxis.Rows));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ErrorsStayWithinTheStatedBound(int size)
    {
        int m = HadamardReference.FactorOf(size);
        double units = Math.Log2(size / m) + 2 + (m == 1 ? 0 : (m / 4 + 1) * Math.Sqrt(m));
        foreach (var isInverse in (bool[])[false, true])
        {
            var x = Samples.Normal(size, 8);
            var error = Transformed(x, size, size, isInverse).Zip(HadamardReference.Exact(x, isInverse), (y, exact) => y - exact);
            Assert.InRange(Norm(error), 0, units / (1 << 24) * Norm(x.Select(value => (double)value)));
        }
    }

    [Theory]
    [MemberData(nameof(SmallSizes))]
    public void MatricesAreOrthonormal(int size)
    {
        var identity = new float[size * size];
        for (int i = 0; i < size; i++)
        {
            identity[i * size + i] = 1;
        }
        var transposed = Transformed(identity, size, size, path: Isa.Best); // row i: column i of H
        var product = Transformed(transposed, size, size, isInverse: true, path: Isa.Best);
        Assert.All(product.Zip(identity), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Equal(transposed, Transpose(Transformed(identity, size, size, isInverse: true), size));
        double expected = 1 / Math.Sqrt(size);
        Assert.All(transposed, element => Assert.Equal(expected, Math.Abs(element), expected * 1e-6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(4096)]
    public void PowersOfTwoUndoThemselves(int size)
    {
        var x = Samples.Normal(2 * size, 5);
        var twice = Transformed(Transformed(x, size, size), size, size);
        Assert.All(x.Zip(twice), pair => Assert.Equal(pair.First, pair.Second, 4e-6f));
        Assert.Equal(Transformed(x, size, size), Transformed(x, size, size, isInverse: true));
    }

    [Fact]
    public void NormsStaySumsStayAndProductsStay() => Gen.Select(Gen.Int[0, Factored.Length + PowersOfTwo.Length - 1], Gen.ULong).Sample((which, seed) =>
    {
        int size = which < Factored.Length ? Factored[which] : PowersOfTwo[which - Factored.Length];
        float[] x = Samples.Normal(size, seed), w = Samples.Normal(size, seed + 1);
        float[] tx = Transformed(x, size, size, path: Isa.Best), tw = Transformed(w, size, size, path: Isa.Best);
        double scale = Dot(x, x) + Dot(w, w);
        Assert.Equal(Dot(x, x), Dot(tx, tx), 1e-5 * scale);
        Assert.Equal(Dot(x, w), Dot(tx, tw), 1e-5 * scale);
        float[] combined = [.. x.Zip(w, (a, b) => 2 * a - b)];
        var difference = Transformed(combined, size, size, path: Isa.Best).Zip(tx.Zip(tw, (a, b) => 2 * a - b), (a, b) => (double)a - b);
        Assert.InRange(Norm(difference), 0, 1e-5 * Math.Sqrt(scale));
    }, iter: 60, seed: "0000KeR9mBx2");

    [Theory]
    [MemberData(nameof(Paths))]
    public void PlaceAndCutsChangeNothing(KernelPath path)
    {
        foreach (var axis in Enum.GetValues<TransformAxis>())
        {
            foreach (int size in (int[])[16, 128, 24, 60])
            {
                var values = Samples.Normal(2 * size * 3 * size, 2);
                var whole = Transformed(values, 3 * size, size, path: path, axis: axis);
                var place = values.ToArray();
                WalshHadamard.Apply(place, 3 * size, axis, size, path, place);
                Assert.Equal(whole, place);
                int half = values.Length / 2;
                float[] parts = [
                    .. Transformed(values[..half], 3 * size, size, path: path, axis: axis),
                    .. Transformed(values[half..], 3 * size, size, path: path, axis: axis)];
                Assert.Equal(whole, parts);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void ColumnsBesideVectorsAreTransformedToo(KernelPath path)
    {
        for (int columnCount = 1; columnCount <= 257; columnCount++)
        {
            foreach (int size in (int[])[8, 12])
            {
                var values = Samples.Normal(size * columnCount, 4);
                Assert.Equal(
                    Transformed(values, columnCount, size, axis: TransformAxis.Rows),
                    Transformed(values, columnCount, size, path: path, axis: TransformAxis.Rows));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void SpecialValuesStayInTheirBlock(KernelPath path)
    {
        foreach (float special in (float[])[float.NaN, float.PositiveInfinity, float.MaxValue])
        {
            var values = Samples.Normal(3 * 32, 1);
            Array.Fill(values, special, 32, 32);
            var result = Transformed(values, 96, 32, path: path);
            Assert.All(result[..32].Concat(result[64..]), value => Assert.True(float.IsFinite(value)));
            Assert.All(result[32..33], value => Assert.False(float.IsFinite(value)));
        }
        Assert.Equal(new float[12], Transformed(new float[12], 12, 12, path: path));
        Assert.Empty(Transformed([], 12, 12, path: path));
    }

    [Fact]
    public void ScaleIsTheNearestFloat()
    {
        for (int size = 1; size <= WalshHadamard.LargestSize; size++)
        {
            if (WalshHadamard.IsSize(size))
            {
                // nearest: (scale − ulp/2)² n < 1 < (scale + ulp/2)² n, in integers
                float scale = HadamardSize.Of(size).Scale;
                int exponent = Math.ILogB(scale) - 24; // 2^exponent is half an ulp
                var halves = new BigInteger(Math.ScaleB(scale, -exponent));
                var one = BigInteger.One << (-2 * exponent);
                Assert.True((halves - 1) * (halves - 1) * size <= one && one <= (halves + 1) * (halves + 1) * size, $"{size}");
            }
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(40, true)]
    [InlineData(11008, true)]
    [InlineData(1 << 20, true)]
    [InlineData(0, false)]
    [InlineData(-4, false)]
    [InlineData(3, false)]
    [InlineData(6, false)]
    [InlineData(14, false)]
    [InlineData(44, false)]
    [InlineData(1 << 21, false)]
    public void SizesArePowersOfTwoAndMultiplesOfThem(int size, bool exists) => Assert.Equal(exists, WalshHadamard.IsSize(size));

    [Fact]
    public void OtherSizesAreRefusedWithTheirRemedy()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Transformed(new float[44], 44, 44));
        Assert.StartsWith("Blocks have 2^k elements, or 2^k times 12, 20, 28, 36, 52, 60, 108, 140, 156, 172, and 1048576 at most. "
            + "Pad with zeros to one of these sizes.", error.Message);
    }

    [Theory]
    [InlineData(TransformAxis.Columns, "The matrix has 100 columns; blocks of 32 need a multiple of 32. Pad with zeros to 128.")]
    [InlineData(TransformAxis.Rows, "The matrix has 3 rows; blocks of 32 need a multiple of 32. Pad with zeros to 32.")]
    public void RaggedMatricesAreRefusedWithTheirRemedy(TransformAxis axis, string expected) => Assert.Equal(
        expected, Assert.Throws<ArgumentException>(() => Transformed(new float[300], 100, 32, axis: axis)).Message);

    [Fact]
    public void BadShapesAreRefused()
    {
        var values = new float[64];
        Assert.Throws<ArgumentOutOfRangeException>(() => Transformed(values, 0, 32));
        Assert.Throws<ArgumentException>(() => Transformed(values, 48, 16));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => WalshHadamard.Apply(values, 64, TransformAxis.Columns, 64, KernelPath.Scalar, new float[63]));
        Assert.Throws<ArgumentException>(
            () => WalshHadamard.Apply(values.AsSpan(0, 32), 32, TransformAxis.Columns, 32, KernelPath.Scalar, values.AsSpan(1)));
    }

    static double Dot(float[] x, float[] y) => x.Zip(y, (a, b) => (double)a * b).Sum();

    static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

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
