using System.Runtime.InteropServices;
using LowBit.Neural;
using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>
/// The levels of all weights of a model that are integers of at most 8 bits: those at rest, and those that a forward slot
/// makes.
/// </summary>
/// <param name="Levels">A level a weight, as a byte.</param>
sealed record WeightCodes(byte[] Levels)
{
    /// <summary>Null where no layer has such weights.</summary>
    public static WeightCodes? Of(nn.Module model)
    {
        byte[] levels = [.. model.modules().OfType<LowPrecisionLayer>().SelectMany(LevelsOf)];
        return levels.Length == 0 ? null : new(levels);
    }

    /// <summary>The share of levels that are others now, 0 … 1.</summary>
    public double ChangedSince(WeightCodes before) => CodeFlips.Rate(before.Levels, Levels, Isa.Best);

    static byte[] LevelsOf(LowPrecisionLayer layer)
    {
        if (layer.Policy.WForward.Quantizer is not { HasByteLevels: true } quantizer)
        {
            return [];
        }
        using var weight = layer.Weight.detach().contiguous();
        int rows = (int)weight.shape[0], columns = (int)(weight.NumberOfElements / rows);
        var levels = new sbyte[rows * columns];
        quantizer.Levels(
            weight.data<float>().ToArray(), rows, columns, default, 0, Isa.Best, threads: 1, levels,
            new float[quantizer.Granularity is PerTensor ? 1 : rows]);
        return MemoryMarshal.AsBytes(levels.AsSpan()).ToArray();
    }
}
