using System.Diagnostics;
using LowBit.Neural;
using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Bench;

/// <summary>What forward and backward of one int8 layer consist of, each part timed alone.</summary>
/// <param name="Rows">Rows of X and G.</param>
/// <param name="Inputs">Columns of X and W.</param>
/// <param name="Outputs">Rows of W, columns of G.</param>
/// <param name="Rounds">Medians of so many.</param>
sealed record LayerParts(int Rows, int Inputs, int Outputs, int Rounds)
{
    const int WarmUp = 40; // until the kernels are compiled in full

    public string[] Measure()
    {
        using var scope = NewDisposeScope();
        var (x, w, g) = (randn(Rows, Inputs), randn(Outputs, Inputs), randn(Rows, Outputs));
        var nearest = Quantizers.Integer(8, new PerRow());
        var stochastic = nearest with { Rounding = Numerics.RoundingMode.Stochastic };
        var byColumn = new PerColumn();
        double levels = Time(() => Levels(nearest, x)) + Time(() => Levels(nearest with { Granularity = byColumn }, x))
            + Time(() => Levels(nearest, w)) + Time(() => Levels(nearest with { Granularity = byColumn }, w))
            + Time(() => Levels(stochastic, g)) + Time(() => Levels(stochastic with { Granularity = byColumn }, g));
        var (ofX, ofW, ofG) = (Operand(x), Operand(w), Operand(g));
        double products = Product(ofX, ofW) + Product(ofG, Turned(ofW)) + Product(Turned(ofG), Turned(ofX));
        double floats = Time(() => x.matmul(w.t())) + Time(() => g.matmul(w)) + Time(() => g.t().matmul(x));
        return
        [
            $"{Rows} × {Inputs} → {Outputs}", Report.Number(floats, "F1"), Report.Number(products, "F1"), Report.Number(levels, "F1"),
            Report.Number(floats / (products + levels), "F2"),
        ];
    }

    double Product(Operand left, Operand right) => Time(() => Products.Of(left, right, null, GemmBackend.NativeInt8));

    static Operand Turned(Operand operand) => new(operand.Values, new float[operand.Values.shape[operand.IsTransposed ? 0 : 1]], !operand.IsTransposed);

    static Operand Operand(Tensor values)
    {
        var (levels, scales) = Levels(Quantizers.Integer(8, new PerRow()), values);
        return new(levels, scales, false);
    }

    static (Tensor Levels, float[] Scales) Levels(Quantizer quantizer, Tensor values)
    {
        var levels = empty(values.shape, ScalarType.Int8);
        var scales = new float[quantizer.Granularity is PerRow ? values.shape[0] : values.shape[1]];
        quantizer.Levels(
            TensorSpan.Of(values), (int)values.shape[0], (int)values.shape[1], new RandomStream(1, 2, 3), 0, Isa.Best, get_num_threads(),
            TensorSpan.LevelsOf(levels), scales);
        return (levels, scales);
    }

    double Time(Action part)
    {
        var times = new List<double>();
        for (var round = -WarmUp; round < Rounds; round++)
        {
            using var scope = NewDisposeScope();
            var watch = Stopwatch.StartNew();
            part();
            if (round >= 0)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        return Statistics.Median([.. times]);
    }
}
