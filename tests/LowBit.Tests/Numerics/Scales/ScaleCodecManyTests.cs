using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Scales of many blocks, which are made by vectors, next to one at a time.</summary>
public class ScaleCodecManyTests
{
    static readonly RandomStream Random = new(Seed: 31, Stream: 1, Step: 0);

    static readonly Dictionary<string, ScaleRule> Rules = new()
    {
        ["E8M0 floor"] = Of(ScaleCodec.E8M0()),
        ["E8M0 even"] = Of(ScaleCodec.E8M0(ExponentRule.Even)),
        ["E8M0 floor of ratio"] = Of(ScaleCodec.E8M0(ExponentRule.FloorOfRatio)),
        ["E8M0 ceiling"] = Of(ScaleCodec.E8M0(ExponentRule.CeilingOfRatio)),
        ["E8M0 nearest"] = Of(ScaleCodec.E8M0(ExponentRule.NearestOfRatio)),
        ["power of two"] = Of(ScaleCodec.PowerOfTwo(ExponentRule.CeilingOfRatio)),
        ["UE4M3"] = Of(ScaleCodec.UE4M3),
        ["UE4M3, gain"] = Of(ScaleCodec.UE4M3) with { Gain = 0.75 },
        ["UE5M3"] = Of(ScaleCodec.UE5M3),
        ["float32"] = Of(ScaleCodec.Float32),
        ["bfloat16"] = Of(ScaleCodec.BFloat16),
    };

    static ScaleRule Of(ScaleCodec codec) => new(ScaleStatistic.AbsMax, codec);

    public static TheoryData<string> Names => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AreThoseOfSingleBlocks(string name)
    {
        var rule = Rules[name];
        foreach (float[] values in new[] { EveryBinade(), Around(1), Around(300) })
        {
            var grid = new Flat(1).On(1, values.Length);
            float[] scales = new float[values.Length], expected = new float[values.Length];
            byte[] codes = new byte[values.Length], expectedCodes = new byte[values.Length];
            rule.Fill(values, grid, FloatFormats.E2M1, 1, Isa.Best, new(scales, codes));
            for (int i = 0; i < values.Length; i++)
            {
                float scale = rule.Codec.Encode(Math.Abs(values[i]), FloatFormats.E2M1, out expectedCodes[i]);
                float gained = (float)(scale / rule.Gain);
                expected[i] = float.IsNaN(scale) ? float.NaN : Math.Clamp(gained, float.Epsilon, float.MaxValue);
            }
            Assert.Equal(expected, scales);
            Assert.Equal(expectedCodes, codes);
        }
    }

    // Zeros, subnormal numbers, infinities and NaN too.
    static float[] EveryBinade() => [.. Enumerable.Range(0, 256 * 40).Select(i =>
        BitConverter.UInt32BitsToSingle(((uint)(i / 40) << 23) | (i % 10 == 0 ? 0 : Random.Word((ulong)i) & 0x807F_FFFF)))];

    // Statistics as of neighbouring blocks.
    static float[] Around(float size) => [.. Enumerable.Range(0, 1003).Select(i => size * (0.25f + (Random.Word((ulong)i) >> 8) * 1e-7f))];
}
