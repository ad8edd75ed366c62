using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>
/// What the transform is for: the variance of gradients quantized with one range (PTQ), a range a row (PSQ), and a range a
/// transformed row (BHQ) [Chen20]. The samples and the expected figures are those of a script in Python, whose draws
/// are made again.
/// </summary>
public class BlockHouseholderVarianceTests
{
    const int RowCount = 64, ColumnCount = 32, Draws = 300;
    static readonly Lazy<float[][]> Matrices = new(Draw);

    [Theory]
    [InlineData(0, 2.20e5, 3849, 145)] // one row a hundredfold
    [InlineData(1, 3.72e5, 1.76e4, 1502)] // four rows
    [InlineData(2, 2.19e5, 6068, 980)] // rows' scales lognormal, σ = 2
    [InlineData(3, 85.9, 25.9, 24.3)] // all rows alike
    public void VariancesAreThePublishedOnes(int matrix, double tensor, double rows, double reflected)
    {
        var x = Matrices.Value[matrix];
        var (ptq, psq, bhq) = (Measure(x, 4, Tensor), Measure(x, 4, Rows), Measure(x, 4, Reflected));
        Assert.Equal(tensor, ptq.Variance, 0.1 * tensor);
        Assert.Equal(rows, psq.Variance, 0.1 * rows);
        Assert.Equal(reflected, bhq.Variance, 0.1 * reflected);
        Assert.InRange(ptq.Variance, 0, TensorBound(x, 4));
        Assert.InRange(psq.Variance, 0, RowBound(x, 4));
        Assert.InRange(bhq.Variance, 0, ReflectedBound(x, 4));
        Assert.All([ptq, psq, bhq], measured => Assert.InRange(measured.Bias, 0, 3 * Math.Sqrt(measured.Variance / Draws)));
    }

    // A variance is a mean of f(1 − f) over fractions f. Its relative standard deviation is 0.45 / √count, where count elements
    // carry it: 32 or 128 in the rows of the first two matrices. The tolerance is three of those of a ratio of two, 5 % at least.
    [Theory]
    [InlineData(0, 0.33)]
    [InlineData(1, 0.17)]
    [InlineData(2, 0.33)]
    [InlineData(3, 0.05)]
    public void OneBitMoreQuartersTheVariance(int matrix, double tolerance)
    {
        double expected = Math.Pow(15.0 / 31, 2);
        foreach (Func<float[], int, uint, double[]> quantize in (Func<float[], int, uint, double[]>[])[Rows, Reflected])
        {
            double ratio = Measure(Matrices.Value[matrix], 5, quantize).Variance / Measure(Matrices.Value[matrix], 4, quantize).Variance;
            Assert.Equal(expected, ratio, tolerance * expected);
        }
    }

    static float[][] Draw()
    {
        var random = new MersenneTwister(1);
        var matrices = new float[4][];
        for (int matrix = 0; matrix < 4; matrix++)
        {
            double[] scales = [.. Enumerable.Range(0, RowCount).Select(row => matrix switch
            {
                0 => row < 1 ? 100 : 1,
                1 => row < 4 ? 100 : 1,
                2 => Math.Exp(2 * random.Gauss()),
                _ => 1.0,
            })];
            matrices[matrix] = [.. Enumerable.Range(0, RowCount * ColumnCount).Select(i => (float)(random.Gauss() * scales[i / ColumnCount]))];
            for (int i = 0; i < 3 * 300 * RowCount * ColumnCount; i++)
            {
                random.Uniform(); // what the script rounds with
            }
        }
        return matrices;
    }

    static (double Variance, double Bias) Measure(float[] x, int bits, Func<float[], int, uint, double[]> quantize)
    {
        double sum = 0;
        var means = new double[x.Length];
        for (uint draw = 0; draw < Draws; draw++)
        {
            var quantized = quantize(x, bits, draw);
            for (int i = 0; i < x.Length; i++)
            {
                double error = quantized[i] - x[i];
                sum += error * error;
                means[i] += error / Draws;
            }
        }
        return (sum / Draws, Math.Sqrt(means.Sum(mean => mean * mean)));
    }

    static double[] Tensor(float[] x, int bits, uint draw) => Quantized(Quantizers.Range(bits, new PerTensor()), x, draw);

    static double[] Rows(float[] x, int bits, uint draw) => Quantized(Quantizers.Range(bits, new PerRow()), x, draw);

    static double[] Reflected(float[] x, int bits, uint draw) => Quantized(Quantizers.ReflectedRange(bits), x, draw);

    static double[] Quantized(Quantizer quantizer, float[] x, uint draw)
    {
        var rounded = new float[x.Length];
        quantizer.FakeQuantize(x, RowCount, ColumnCount, new(Seed: 5, Stream: 1, draw), 0, Isa.Best, rounded);
        return [.. rounded.Select(value => (double)value)];
    }

    static double Range(IEnumerable<double> values) => values.Max() - values.Min();

    static double Unit(int bits) => ColumnCount / (4 * Math.Pow((1 << bits) - 1, 2));

    static double TensorBound(float[] x, int bits) => RowCount * Unit(bits) * Math.Pow(Range(x.Select(value => (double)value)), 2);

    static double RowBound(float[] x, int bits) =>
        Unit(bits) * x.Chunk(ColumnCount).Sum(row => Math.Pow(Range(row.Select(value => (double)value)), 2));

    // The noise of a row of Y goes to every row of its group, times H / s.
    static double ReflectedBound(float[] x, int bits)
    {
        float[][] rows = [.. x.Chunk(ColumnCount)];
        double sum = 0;
        foreach (var group in HouseholderReference.Groups(rows))
        {
            var matrix = HouseholderReference.Matrix(group.Rows.Length);
            var y = HouseholderReference.Apply(rows, group.Rows, group.Scales);
            for (int t = 0; t < y.Length; t++)
            {
                sum += Math.Pow(Range(y[t]), 2) * group.Scales.Select((scale, i) => Math.Pow(matrix[i, t] / scale, 2)).Sum();
            }
        }
        return Unit(bits) * sum;
    }
}
