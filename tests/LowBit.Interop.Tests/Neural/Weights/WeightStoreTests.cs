using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;
using RoundingMode = LowBit.Numerics.RoundingMode;

namespace LowBit.Interop.Tests;

/// <summary>Codes of weights: the first ones, those of an update, and what becomes of a parameter.</summary>
public class WeightStoreTests
{
    const uint Layer = 3;

    static readonly NumberFormat[] Formats =
        [Codebooks.Ternary, IntegerFormat.Symmetric(2), IntegerFormat.Symmetric(4), IntegerFormat.Symmetric(8)];

    public static MatrixTheoryData<int, WeightScaleRule> Cases => new([0, 1, 2, 3], Enum.GetValues<WeightScaleRule>());

    [Theory]
    [MemberData(nameof(Cases))]
    public void FirstCodesAndUpdatesAreThoseOfTheReference(int format, WeightScaleRule rule)
    {
        TorchPeer.LoadOrSkip();
        var storage = WeightStorage.LowBit(Formats[format], rule);
        using var w = new Parameter(Normal(1, 19, 23));
        var reference = new ReferenceWeights(Formats[format], rule, [.. w.data<float>()], rows: 19);
        var store = new WeightStore(w, storage, Seed, Layer);
        store.Rest();
        Assert.Equal(reference.Values, Values(store));
        for (uint update = 1; update <= 5; update++)
        {
            using var step = Normal(10 + update, 19, 23) * 0.02;
            float[] moved = [.. reference.Values.Zip(step.data<float>(), (value, d) => value + d)];
            int flips = reference.Update(moved, new RandomStream(Seed, (8 * Layer) + 7, update));
            store.Update(tensor(moved));
            Assert.Equal(reference.Values, Values(store));
            Assert.Equal((flips, (long)update), (store.CodeFlips, store.UpdateCount));
        }
    }

    [Theory]
    [InlineData(RoundingMode.Stochastic, 0.3)]
    [InlineData(RoundingMode.NearestEven, 0)]
    public void UpdatesBelowHalfAStepCountOnAverageOrNotAtAll(RoundingMode rounding, double expected)
    {
        TorchPeer.LoadOrSkip();
        const int Count = 1 << 16, StepsOfRange = 127;
        using var w = new Parameter(zeros(1, Count));
        using (no_grad())
        {
            w[0, 0] = StepsOfRange;
        }
        var storage = WeightStorage.LowBit(IntegerFormat.Symmetric(8), WeightScaleRule.NewRowRange) with { Rounding = rounding };
        var store = new WeightStore(w, storage, Seed, Layer);
        using var moved = full(1, Count, 0.3f);
        moved[0, 0] = StepsOfRange;
        store.Update(moved);
        double mean = Values(store).Skip(1).Average();
        Assert.InRange((mean - expected) / Math.Sqrt(0.3 * 0.7 / Count), -4.5, 4.5);
    }

    [Fact]
    public void TheOldRangeShrinksAndNeverGrows()
    {
        TorchPeer.LoadOrSkip();
        using var w = new Parameter(tensor(new float[] { 127, -50, 3, 0 }, 1, 4));
        var storage = WeightStorage.LowBit(IntegerFormat.Symmetric(8), WeightScaleRule.OldRange) with
        {
            Initial = ScaleStatistic.AbsMax,
            Rounding = RoundingMode.NearestEven,
        };
        var store = new WeightStore(w, storage, Seed, Layer);
        using var beyond = tensor(new float[] { 200, -300, 3, 0 }, 1, 4);
        store.Update(beyond);
        Assert.Equal([127, -127, 3, 0], Values(store));
        using var inside = tensor(new float[] { 60, -20, 3, 0 }, 1, 4);
        store.Update(inside);
        Assert.Equal([60, -20, 3, 0], Values(store));
        store.Update(beyond);
        Assert.Equal([60, -60], Values(store)[..2]);
    }

    [Fact]
    public void ATensorOfZerosKeepsItsRange()
    {
        TorchPeer.LoadOrSkip();
        using var w = new Parameter(tensor(new float[] { -2, 2 }, 1, 2));
        var store = new WeightStore(
            w, WeightStorage.LowBit(Codebooks.Ternary, WeightScaleRule.OldRange) with { Rounding = RoundingMode.NearestEven },
            Seed, Layer);
        using var none = zeros(1, 2);
        store.Update(none);
        using var some = tensor(new float[] { -1.5f, -0.5f }, 1, 2);
        store.Update(some);
        Assert.Equal([-2, 0], Values(store));
    }

    [Fact]
    public void AParameterAtRestIsOneNaNOfItsShape()
    {
        TorchPeer.LoadOrSkip();
        using var w = new Parameter(Normal(1, 256, 512));
        var store = new WeightStore(w, WeightStorage.LowBit(Codebooks.Ternary, WeightScaleRule.OldRange), Seed, Layer);
        store.Rest();
        Assert.Equal([256, 512], w.shape);
        Assert.Equal(1, w.storage<float>().Count);
        Assert.True(float.IsNaN(w[3, 4].item<float>()));
        Assert.Null(WeightStore.Of(w));
        store.Attach(w);
        Assert.Same(store, WeightStore.Of(w));
    }

    [Fact]
    public void WhatIsNotFiniteIsRefusedAndChangesNothing()
    {
        TorchPeer.LoadOrSkip();
        using var w = new Parameter(Normal(1, 4, 5));
        var storage = WeightStorage.LowBit(IntegerFormat.Symmetric(8), WeightScaleRule.NewRowRange);
        var store = new WeightStore(w, storage, Seed, Layer);
        float[] before = Values(store);
        using var bad = full(4, 5, float.NaN);
        Assert.Contains("NaN or an infinity", Assert.Throws<OperandException>(() => store.Update(bad)).Message);
        Assert.Equal(before, Values(store));
        Assert.Equal(0, store.UpdateCount);
        using var infinite = new Parameter(full(4, 5, float.PositiveInfinity));
        Assert.Throws<OperandException>(() => new WeightStore(infinite, storage, Seed, Layer));
    }

    [Fact]
    public void FormatsThatCannotBeUpdatedAreRefused()
    {
        Assert.Contains("UInt8", Assert.Throws<RecipeException>(
            () => WeightStorage.LowBit(IntegerFormat.Unsigned(8), WeightScaleRule.OldRange)).Message);
        Assert.Throws<RecipeException>(() => WeightStorage.LowBit(Codebooks.NF4, WeightScaleRule.NewRowRange));
    }

    static float[] Values(WeightStore store)
    {
        using var values = store.Read();
        return [.. values.data<float>()];
    }
}
