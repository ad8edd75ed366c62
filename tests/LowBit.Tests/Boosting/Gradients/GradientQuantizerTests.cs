using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class GradientQuantizerTests
{
    static readonly RandomStream Random = RandomStreams.Of(17, RandomStreams.GradientRounding, 3);

    static float Gradient(long row) => (float)(new RandomStream(1, 1, 0).Word((ulong)row) / 4294967296.0 * 2 - 1);

    static float Hessian(long row) => (float)(new RandomStream(1, 2, 0).Word((ulong)row) / 4294967296.0 * 0.25);

    static GradientBuffers Buffers(long firstRow, int rowCount, bool isUnit)
    {
        var buffers = new GradientBuffers(1, rowCount, isUnit, null);
        for (int row = 0; row < rowCount; row++)
        {
            buffers.Gradients[0][row] = Gradient(firstRow + row);
            if (!isUnit)
            {
                buffers.Hessians[0][row] = Hessian(firstRow + row);
            }
        }
        return buffers;
    }

    static (short[] Packed, long Saturated) Pack(
        GradientBuffers buffers, GradientGrid grid, RoundingMode rounding, KernelPath path, long firstRow = 0, int threads = 1)
    {
        int rowCount = buffers.Gradients[0].Length;
        using var team = new WorkerTeam(threads);
        var quantizer = new GradientQuantizer(buffers, LabelRows.Of(new double[rowCount], firstRow), rounding, team, path);
        var packed = new short[rowCount + 1];
        packed[rowCount] = 12345;
        fixed (short* start = packed)
        {
            quantizer.Pack(0, grid, Random, start);
        }
        Assert.Equal(12345, packed[rowCount]);
        return (packed[..rowCount], quantizer.SaturatedCount);
    }

    /// <summary>Row by row: value ÷ scale in float, clamped, rounded with half of the word of the global row.</summary>
    static short[] Expected(GradientBuffers buffers, GradientGrid grid, RoundingMode rounding, long firstRow) =>
        [.. buffers.Gradients[0].Select((gradient, row) =>
        {
            uint word = Random.Word((ulong)(firstRow + row));
            int high = Level(gradient, grid.GradientScale, -grid.MaxGradient, grid.MaxGradient, rounding, word & 0xFFFF);
            int low = buffers.IsUnit ? 1 : Level(buffers.Hessians[0][row], grid.HessianScale, 0, grid.MaxHessian, rounding, word >> 16);
            return (short)(256 * high + low);
        })];

    static int Level(float value, double scale, int min, int max, RoundingMode rounding, uint random16)
    {
        float scaled = value * (float)(1 / scale);
        float rounded = rounding == RoundingMode.Stochastic
            ? StochasticRounding.Invoke(scaled, random16) : NearestEvenRounding.Invoke(scaled, 0);
        return Math.Clamp((int)rounded, min, max);
    }

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    [Theory]
    [MemberData(nameof(Paths))]
    public void EveryLengthAndFirstRowGivesTheLevelsOfItsRows(KernelPath path)
    {
        for (int length = 0; length <= 131; length++)
        {
            long firstRow = length % 2 == 0 ? length % 5 : (1L << 40) + length % 7;
            int bits = 2 + length % 7;
            bool isUnit = length % 3 == 0;
            var rounding = length % 4 == 3 ? RoundingMode.NearestEven : RoundingMode.Stochastic;
            var buffers = Buffers(firstRow, length, isUnit);
            var grid = GradientGrid.For(bits, 0.9, 0.25, isUnit);
            Assert.Equal(Expected(buffers, grid, rounding, firstRow), Pack(buffers, grid, rounding, path, firstRow).Packed);
        }
    }

    [Fact]
    public void ThreadsAndPathsGiveTheSameLevels()
    {
        var buffers = Buffers(3, 40_001, isUnit: false);
        var grid = GradientGrid.For(5, 0.95, 0.25, isUnit: false);
        var expected = Expected(buffers, grid, RoundingMode.Stochastic, 3);
        foreach (var path in Isa.Supported)
        {
            Assert.Equal(expected, Pack(buffers, grid, RoundingMode.Stochastic, path, 3, threads: 3).Packed);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void LevelsKeepTheirRangeForAnyMaximum(KernelPath path)
    {
        foreach (float max in (float[])[4e-36f, 1e-30f, 0.3f, 1, 1e30f, float.MaxValue])
        {
            for (int bits = 2; bits <= 8; bits++)
            {
                var buffers = new GradientBuffers(1, 70, false, null);
                for (int row = 0; row < 70; row++)
                {
                    buffers.Gradients[0][row] = row % 3 == 0 ? max : row % 3 == 1 ? -max : 0;
                    buffers.Hessians[0][row] = row % 2 == 0 ? max : -0f;
                }
                var grid = GradientGrid.For(bits, max, max, isUnit: false);
                Assert.False(grid.IsFlat);
                var (packed, saturated) = Pack(buffers, grid, RoundingMode.Stochastic, path);
                Assert.Equal(0, saturated);
                Assert.Equal(
                    Enumerable.Range(0, 70).Select(row => (
                        row % 3 == 0 ? grid.MaxGradient : row % 3 == 1 ? -grid.MaxGradient : 0, row % 2 == 0 ? grid.MaxHessian : 0)),
                    packed.Select(pair => (pair >> 8, pair & 0xFF)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void RowsBeyondTheLargestLevelAreCounted(KernelPath path)
    {
        var buffers = Buffers(0, 1000, isUnit: true);
        long beyond = buffers.Gradients[0].LongCount(gradient => Math.Abs(gradient) > 0.5 * 1.0001);
        Assert.Equal(beyond, Pack(buffers, GradientGrid.For(4, 0.5, 1, true), RoundingMode.Stochastic, path).Saturated);
        Assert.InRange(beyond, 400, 600);
    }

    /// <summary>
    /// 40 means of 40,000 rows each, in units of their own standard error: if rounding is unbiased, one of them exceeds 5.1
    /// with a probability of 40 · 3.4e-7 = 1.4e-5. The seed is fixed, so the test passes always or never.
    /// </summary>
    [Fact]
    public void StochasticLevelsAreUnbiased()
    {
        const int Rows = 40_000;
        for (int step = 1; step <= 20; step++)
        {
            float value = 0.0499f * step;
            var buffers = new GradientBuffers(1, Rows, false, null);
            Array.Fill(buffers.Gradients[0], -value);
            Array.Fill(buffers.Hessians[0], value);
            var packed = Pack(buffers, GradientGrid.For(3, 1, 1, false), RoundingMode.Stochastic, KernelPath.Vector).Packed;
            AssertMean(packed.Average(pair => pair >> 8), -value * 3);
            AssertMean(packed.Average(pair => pair & 0xFF), value * 6);
        }

        static void AssertMean(double mean, double expected)
        {
            double upper = expected - Math.Floor(expected);
            Assert.InRange((mean - expected) / Math.Sqrt(upper * (1 - upper) / Rows), -5.1, 5.1);
        }
    }

    [Fact]
    public void GradientAndHessianAreRoundedIndependently()
    {
        const int Rows = 40_000;
        var buffers = new GradientBuffers(1, Rows, false, null);
        Array.Fill(buffers.Gradients[0], 0.5f);
        Array.Fill(buffers.Hessians[0], 0.25f);
        var packed = Pack(buffers, GradientGrid.For(2, 1, 1, false), RoundingMode.Stochastic, KernelPath.Vector).Packed;
        // both are fair coins: both up in a quarter of the rows, 5.1 standard errors (3.4e-7) either way
        double share = packed.Count(pair => pair == (1 << 8 | 1)) / (double)Rows;
        Assert.InRange((share - 0.25) / Math.Sqrt(0.25 * 0.75 / Rows), -5.1, 5.1);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void TheReferenceModeEncodesFixedPoint(bool isUnit)
    {
        var buffers = Buffers(0, 40_003, isUnit);
        var grid = GradientGrid.For(GradientGrid.ReferenceBits, 1, 0.25, isUnit);
        using var team = new WorkerTeam(2);
        var quantizer = new GradientQuantizer(buffers, LabelRows.Of(new double[40_003]), RoundingMode.Stochastic, team, KernelPath.Vector);
        var levels = new FixedPointPair[40_003];
        fixed (FixedPointPair* start = levels)
        {
            quantizer.Encode(0, grid, start);
        }
        Assert.Equal(
            Enumerable.Range(0, 40_003).Select(row => new FixedPointPair(
                (int)Math.Round(Gradient(row) * (double)(1 << 30)), isUnit ? 1 : (int)Math.Round(Hessian(row) * (double)(1L << 32)))),
            levels);
    }
}
