using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>∂L/∂Y of one layer.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Values">[samples × everything else].</param>
sealed record LayerGradient(string Layer, Tensor Values)
{
    /// <summary>The largest range of a sample over the median one.</summary>
    public double OutlierRatio
    {
        get
        {
            using var scope = NewDisposeScope();
            float[] ranges = [.. (Values.amax([1]) - Values.amin([1])).data<float>()];
            Array.Sort(ranges);
            return ranges[^1] / ranges[ranges.Length / 2];
        }
    }

    /// <summary>What a quantizer makes of it, drawn again and again.</summary>
    /// <param name="quantizer">What rounds its rows.</param>
    /// <param name="seed">Seed of the random words.</param>
    /// <param name="draws">How often.</param>
    public DrawErrors Quantized(Quantizer quantizer, ulong seed, int draws)
    {
        float[] values = [.. Values.data<float>()], draw = new float[values.Length];
        var errors = new DrawErrors(values);
        for (uint i = 0; i < draws; i++)
        {
            quantizer.FakeQuantize(
                values, (int)Values.shape[0], (int)Values.shape[1], new(seed, StudyStreams.Draws, i), 0, Isa.Best, draw);
            errors.Add(draw);
        }
        return errors;
    }
}
