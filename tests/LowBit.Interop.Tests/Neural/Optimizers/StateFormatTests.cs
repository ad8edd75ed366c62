using System.Runtime.InteropServices;
using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>Optimizers with rounded state: the reference bit for bit, the same bytes however they run, and resumed.</summary>
public class StateFormatTests
{
    static readonly Func<StateFormat, ParameterRounding, OptimizerSettings>[] Settings =
    [
        (state, rounding) => new AdamWSettings { LearningRate = 0.01, State = state, Rounding = rounding, Seed = Seed },
        (state, rounding) => new SgdSettings { LearningRate = 0.01, Momentum = 0.9, State = state, Rounding = rounding, Seed = Seed },
    ];

    public static MatrixTheoryData<StateFormat, ParameterRounding> Formats =>
        new(Enum.GetValues<StateFormat>(), Enum.GetValues<ParameterRounding>());

    [Theory]
    [MemberData(nameof(Formats))]
    public void StepsAreThoseOfTheReference(StateFormat state, ParameterRounding rounding)
    {
        TorchPeer.LoadOrSkip();
        using var run = new OptimizerRun(p => new LowPrecisionAdamW(p, (AdamWSettings)Settings[0](state, rounding)));
        ReferenceAdam[] references = [.. run.Parameters.Select(
            (p, i) => new ReferenceAdam(state, rounding, Seed, (uint)i, [.. p.data<float>()]))];
        run.Run(4);
        for (int step = 0; step < 4; step++)
        {
            foreach (var (reference, i) in references.Select((r, i) => (r, i)))
            {
                reference.Step(OptimizerRun.Gradient(i, step));
            }
        }
        Assert.Equal(references.SelectMany(r => r.Parameters.Select(BitConverter.SingleToInt32Bits)), run.Bits);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void BytesDependOnNeitherThreadsNorPath(StateFormat state, ParameterRounding rounding)
    {
        TorchPeer.LoadOrSkip();
        foreach (var settings in Settings)
        {
            using var expected = new OptimizerRun(p => Make(p, settings(state, rounding) with { Path = KernelPath.Scalar }));
            expected.Run(3);
            foreach (var path in Isa.Supported)
            {
                foreach (int threads in new[] { 1, 2, 3 })
                {
                    using var run = new OptimizerRun(
                        p => Make(p, settings(state, rounding) with { Path = path, ThreadCount = threads }));
                    run.Run(3);
                    Assert.Equal(expected.Bits, run.Bits);
                    Assert.Equal(expected.StateText, run.StateText);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void AResumedRunIsTheUninterruptedOne(StateFormat state, ParameterRounding rounding)
    {
        TorchPeer.LoadOrSkip();
        foreach (var settings in Settings)
        {
            using var whole = new OptimizerRun(p => Make(p, settings(state, rounding)));
            using var first = new OptimizerRun(p => Make(p, settings(state, rounding)));
            using var second = new OptimizerRun(p => Make(p, settings(state, rounding)));
            whole.Run(6);
            first.Run(3);
            second.Resume(first);
            second.Run(3);
            Assert.Equal(whole.Bits, second.Bits);
            Assert.Equal(whole.StateText, second.StateText);
        }
    }

    [Theory]
    [InlineData(StateFormat.BFloat16, ParameterRounding.None)]
    [InlineData(StateFormat.Float32, ParameterRounding.BFloat16)]
    public void OtherSeedGivesOtherBytes(StateFormat state, ParameterRounding rounding)
    {
        TorchPeer.LoadOrSkip();
        using var one = new OptimizerRun(p => Make(p, Settings[0](state, rounding)));
        using var other = new OptimizerRun(p => Make(p, Settings[0](state, rounding) with { Seed = Seed + 1 }));
        one.Run(2);
        other.Run(2);
        Assert.NotEqual(one.Bits, other.Bits);
    }

    [Fact]
    public void EightBitsHoldAQuarterOfTheBytesAndFourAnEighth()
    {
        TorchPeer.LoadOrSkip();
        using var weight = new Parameter(zeros(1024, 1024));
        long floats = Bytes(StateFormat.Float32);
        Assert.Equal(8L << 20, floats);
        Assert.Equal(0.5, (double)Bytes(StateFormat.BFloat16) / floats);
        Assert.Equal(0.25390625, (double)Bytes(StateFormat.Int8) / floats);
        Assert.Equal(0.1328125, (double)Bytes(StateFormat.Int4) / floats);

        long Bytes(StateFormat state)
        {
            using var optimizer = new LowPrecisionAdamW([weight], new() { State = state });
            return optimizer.StateByteCount;
        }
    }

    [Theory]
    [InlineData(StateFormat.Float32, 4)]
    [InlineData(StateFormat.BFloat16, 0)]
    [InlineData(StateFormat.Int8, 3)]
    [InlineData(StateFormat.Int4, 2)]
    public void SmallAndUnevenTensorsKeepFloats(StateFormat state, int count)
    {
        TorchPeer.LoadOrSkip();
        using var run = new OptimizerRun(p => Make(p, Settings[0](state, ParameterRounding.None)));
        Assert.Equal(count, ((LowPrecisionOptimizer)run.Optimizer).FloatStateCount);
    }

    // A number three eighths of the way from one bfloat16 to the next, kept 2¹⁶ times: the upper one comes with probability 3/8.
    [Fact]
    public void StateIsUnbiased()
    {
        TorchPeer.LoadOrSkip();
        const int Count = 1 << 16;
        using var p = new Parameter(zeros(Count));
        using var optimizer = new LowPrecisionSgd([p], new() { Momentum = 0.9, State = StateFormat.BFloat16, Seed = Seed });
        using var gradient = full(Count, 1 + (0.375f / 128));
        (p * gradient).sum().backward();
        optimizer.step();
        var kept = MemoryMarshal.Cast<byte, ushort>(optimizer.SaveState().Last().Data);
        AssertShare(kept.Count((ushort)0x3F81), kept.Count((ushort)0x3F80), Count);
    }

    // Updates of three eighths of a unit in the last place.
    [Fact]
    public void RoundedParametersAreUnbiased()
    {
        TorchPeer.LoadOrSkip();
        const int Count = 1 << 16;
        using var p = new Parameter(ones(Count));
        using var optimizer = new LowPrecisionSgd(
            [p], new() { LearningRate = 1, Rounding = ParameterRounding.BFloat16, Seed = Seed });
        using var gradient = full(Count, -0.375f / 128);
        (p * gradient).sum().backward();
        optimizer.step();
        float[] values = [.. p.data<float>()];
        AssertShare(values.Count(value => value == 1 + (1 / 128f)), values.Count(value => value == 1), Count);
    }

    [Fact]
    public void RoundedParametersAreBFloat16Numbers()
    {
        TorchPeer.LoadOrSkip();
        using var run = new OptimizerRun(p => Make(p, Settings[0](StateFormat.Float32, ParameterRounding.BFloat16)));
        run.Run(3);
        Assert.All(run.Bits, bits => Assert.Equal(0, bits & 0xFFFF));
    }

    [Theory]
    [InlineData(StateFormat.Int8)]
    [InlineData(StateFormat.Int4)]
    public void ABlockOfZerosStaysZeros(StateFormat state)
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(Normal(1, 64, 128));
        int[] before = Bits(p);
        using var optimizer = new LowPrecisionAdamW([p], new() { State = state, WeightDecay = 0 });
        for (int i = 0; i < 3; i++)
        {
            (p * 0).sum().backward();
            optimizer.step();
        }
        Assert.Equal(before, Bits(p));
    }

    [Theory]
    [InlineData(StateFormat.Int8, 256)]
    [InlineData(StateFormat.Int4, 128)]
    public void ANaNFillsItsBlockAndNoOther(StateFormat state, int block)
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(ones(8192));
        using var optimizer = new LowPrecisionAdamW([p], new() { State = state });
        using var gradient = ones(8192);
        gradient[1000] = float.NaN;
        for (int i = 0; i < 2; i++)
        {
            optimizer.zero_grad();
            (p * gradient).sum().backward();
            optimizer.step();
        }
        int[] places = [.. p.data<float>().Select((value, i) => (value, i)).Where(e => float.IsNaN(e.value)).Select(e => e.i)];
        Assert.Equal(Enumerable.Range(1000 / block * block, block), places);
    }

    static LowPrecisionOptimizer Make(Parameter[] parameters, OptimizerSettings settings) => settings is AdamWSettings adam
        ? new LowPrecisionAdamW(parameters, adam) : new LowPrecisionSgd(parameters, (SgdSettings)settings);

    // z of a binomial count; 4.5 is passed by chance once in 150,000.
    static void AssertShare(int up, int down, int count)
    {
        Assert.Equal(count, up + down);
        Assert.InRange((up - (0.375 * count)) / Math.Sqrt(count * 0.375 * 0.625), -4.5, 4.5);
    }
}
