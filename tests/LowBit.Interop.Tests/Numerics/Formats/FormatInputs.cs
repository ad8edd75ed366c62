using LowBit.Numerics;

namespace LowBit.Interop.Tests;

/// <summary>Float32 values on which roundings are compared.</summary>
static class FormatInputs
{
    const int StratumBits = 12;

    public static string[] Names => ["bfloat16", "binary16", "midpoints", "strata"];

    /// <summary>All bfloat16 or binary16 numbers, the format's own surroundings, or floats of all sizes.</summary>
    public static float[] Of(string name, NumberFormat format) => name switch
    {
        "bfloat16" => [.. Enumerable.Range(0, 1 << 16).Select(code => Float((uint)code << 16))],
        "binary16" => [.. Enumerable.Range(0, 1 << 16).Select(code => (float)BitConverter.UInt16BitsToHalf((ushort)code))],
        "midpoints" => Midpoints(format),
        "strata" => Strata(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such inputs"),
    };

    /// <summary>Every number of the format, the midpoints between neighbours, and two floats to either side of each.</summary>
    static float[] Midpoints(NumberFormat format)
    {
        var numbers = Enumerable.Range(0, 1 << format.CodeBits).Select(code => format.Decode((uint)code))
            .Where(float.IsFinite).Distinct().Order().ToArray();
        var between = numbers.Zip(numbers.Skip(1), (lower, upper) => (float)(((double)lower + upper) / 2));
        float beyond = (float)(format.MaxFinite + ((format.MaxFinite - numbers[^2]) / 2));
        return [.. numbers.Concat(between).Concat([beyond, -beyond, 0f, -0f, float.PositiveInfinity, float.NegativeInfinity])
            .SelectMany(Neighbours)];
    }

    static IEnumerable<float> Neighbours(float value)
    {
        float above = float.BitIncrement(value), below = float.BitDecrement(value);
        return [float.BitDecrement(below), below, value, above, float.BitIncrement(above)];
    }

    /// <summary>2²⁰ floats of all magnitudes and signs: one at random of each 4,096 neighbouring bit patterns.</summary>
    static float[] Strata()
    {
        var words = new uint[1 << (32 - StratumBits)];
        new RandomStream(Seed: 20_261_126, Stream: 0, Step: 0).Fill(0, words, Isa.Best);
        return [.. words.Select((word, i) => Float(((uint)i << StratumBits) | (word >> (32 - StratumBits))))];
    }

    static float Float(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}
