using LowBit.Neural;
using LowBit.Numerics;

namespace LowBit.Studies;

/// <summary>
/// Bias and variance of quantized gradients of a model trained with quantization-aware training: of ∂L/∂Y as one quantizer
/// sees it, and of ∂L/∂W with the noise of all layers.
/// </summary>
static class StatQuantProbe
{
    /// <summary>The largest ratio over layers with outliers of the variance of PSQ to that of PTQ.</summary>
    public const string PsqByPtq = "largest Var PSQ / Var PTQ";

    /// <summary>The same of BHQ to PSQ.</summary>
    public const string BhqByPsq = "largest Var BHQ / Var PSQ";

    /// <summary>The largest ratio over layers and quantizers of squared bias to its expectation without one.</summary>
    public const string BiasOfLayers = "largest bias ratio of ∂Y";

    /// <summary>The same of ∂L/∂W.</summary>
    public const string BiasOfWeights = "largest bias ratio of ∂W";

    /// <summary>The smallest of PSQ rounded to nearest, over layers.</summary>
    public const string BiasOfNearest = "smallest bias ratio of ∂Y, nearest";

    const int Bits = 4;

    // [Chen20] as the experiment of its variance is repeated: a layer has outliers if a sample's range is this many medians.
    const double OutlierRatio = 4;

    /// <param name="training">A training that has ended.</param>
    /// <param name="draws">How often each gradient is quantized.</param>
    public static Measures Measure(Training training, int draws)
    {
        var (input, target) = training.Task.Batch(training.Seed, training.Task.StepCount);
        var layers = LayerGradients.Of(training.Model, input, target).Select(layer => (layer, Noise: Noises(layer, training.Seed, draws))).ToList();
        var withOutliers = layers.Where(l => l.layer.OutlierRatio > OutlierRatio).ToList();
        var measures = new Measures
        {
            [PsqByPtq] = Largest(withOutliers.Select(l => l.Noise[1].Variance / l.Noise[0].Variance)),
            [BhqByPsq] = Largest(withOutliers.Select(l => l.Noise[2].Variance / l.Noise[1].Variance)),
            [BiasOfLayers] = layers.Max(l => l.Noise.Max(noise => noise.BiasRatio)),
            [BiasOfNearest] = layers.Min(l => Nearest(l.layer, training.Seed, draws).BiasRatioBy(l.Noise[1])),
            [BiasOfWeights] = Enum.GetValues<StatQuantGradient>()
                .Max(kind => WeightGradients.Drawn(training, Recipes.StatQuant(Bits, kind), draws).Values.Max(errors => errors.BiasRatio)),
        };
        foreach (var (layer, noise) in layers)
        {
            measures[$"{layer.Layer}: largest range / median"] = layer.OutlierRatio;
            measures[$"{layer.Layer}: Var PSQ / Var PTQ"] = noise[1].Variance / noise[0].Variance;
            measures[$"{layer.Layer}: Var BHQ / Var PSQ"] = noise[2].Variance / noise[1].Variance;
        }
        return measures;
    }

    // PTQ, PSQ, BHQ
    static DrawErrors[] Noises(LayerGradient layer, ulong seed, int draws) =>
        [.. Enum.GetValues<StatQuantGradient>().Select(kind => layer.Quantized(QuantizerOf(kind), seed, draws))];

    static DrawErrors Nearest(LayerGradient layer, ulong seed, int draws) => layer.Quantized(
        QuantizerOf(StatQuantGradient.PerSample) with { Rounding = RoundingMode.NearestEven }, seed, draws);

    static Quantizer QuantizerOf(StatQuantGradient kind) => Recipes.StatQuant(Bits, kind).Policy.GradForInput.Quantizer!;

    static double Largest(IEnumerable<double> ratios) => ratios.DefaultIfEmpty(double.NaN).Max();
}
