using System.Text.Json;
using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>The monitor sees what the quantizers do, names where the first NaN is, and changes no bit.</summary>
public class PrecisionMonitorTests
{
    public static TheoryData<string> Names => AllRecipes.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void MonitorChangesNoWeightBit(string recipe)
    {
        TorchPeer.LoadOrSkip();
        Assert.Equal(Bits(isWatched: false), Bits(isWatched: true));

        int[] Bits(bool isWatched)
        {
            using var training = new SmallTraining(AllRecipes.Named(recipe));
            using var monitor = isWatched ? PrecisionMonitor.Attach(training.Model, every: 2) : null;
            training.Train(7);
            Assert.True(monitor is null || monitor.Latest.Count >= 4);
            return training.WeightBits;
        }
    }

    [Fact]
    public void StatisticsAreThoseOfTheQuantizer()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        var quantizer = Quantizers.Integer(4, new PerRow()) with { Scale = new(ScaleStatistic.Rms(1.5), ScaleCodec.Float32) };
        using var layer = Layer(new() { XForward = Slot.Of(quantizer), GradForInput = Slot.Of(Quantizers.MxFp4) });
        using var monitor = PrecisionMonitor.Attach(layer, every: 1);
        var x = Normal(5, 30, 40).requires_grad_();
        var g = Normal(6, 30, 6);
        (layer.call(x) * g).sum().backward();

        var seen = monitor.Latest.ToDictionary(one => one.Slot);
        Assert.Equal(
            [GemmSlot.XForward, GemmSlot.WForward, GemmSlot.GradForInput, GemmSlot.WForInput, GemmSlot.GradForWeight, GemmSlot.XForWeight],
            seen.Keys);
        AssertSame(x, quantizer, seen[GemmSlot.XForward]);
        AssertSame(g, Quantizers.MxFp4, seen[GemmSlot.GradForInput]);
        Assert.InRange(seen[GemmSlot.XForward].SaturationRate!.Value, 0.05, 0.5);
        Assert.Equal(double.PositiveInfinity, seen[GemmSlot.WForward].SqnrDecibels);
        Assert.Null(seen[GemmSlot.WForward].SaturationRate);
        Assert.Equal(240, seen[GemmSlot.WForInput].Count);
    }

    [Fact]
    public void FlipsOfForwardWeightCodesAreCounted()
    {
        TorchPeer.LoadOrSkip();
        using var layer = Layer(new() { WForward = Slot.Of(Quantizers.Integer(4, new PerTensor())) });
        using var monitor = PrecisionMonitor.Attach(layer, every: 1);
        using var x = Normal(5, 8, 40);
        Assert.Null(FlipRateAfter(() => { }));
        Assert.Equal(0, FlipRateAfter(() => { }));
        Assert.Equal(3.0 / 240, FlipRateAfter(() =>
        {
            var values = TensorSpan.Of(layer.Weight);
            for (int i = 0, left = 3; left > 0; i++)
            {
                if (Math.Abs(values[i]) is > 1 and < 2) // neither the maximum nor of level 0
                {
                    values[i] = -values[i];
                    left--;
                }
            }
        }));

        double? FlipRateAfter(Action change)
        {
            change();
            layer.Step++;
            layer.call(x).Dispose();
            return monitor.Latest.Single(one => one.Slot == GemmSlot.WForward).FlipRate;
        }
    }

    [Fact]
    public void LearnedStepsAreObserved()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        var learned = Slot.Of(Quantizers.Integer(4, new PerTensor())) with { Estimator = Estimator.LearnedStep };
        using var layer = Layer(new() { XForward = learned, WForward = learned });
        using var monitor = PrecisionMonitor.Attach(layer, every: 1);
        layer.call(Normal(5, 30, 40)).sum().backward();
        var w = monitor.Latest.Single(one => one.Slot == GemmSlot.WForward);
        Assert.InRange(w.SqnrDecibels, 10, 25);
        Assert.Null(w.SaturationRate);
    }

    [Fact]
    public void OnlyStepsThatAreDueAreObserved()
    {
        TorchPeer.LoadOrSkip();
        using var layer = Layer(Recipes.MxFp8.Policy);
        using var monitor = PrecisionMonitor.Attach(layer, every: 3);
        using var x = Normal(5, 8, 40);
        for (uint step = 0; step < 7; step++)
        {
            layer.Step = step;
            layer.call(x).Dispose();
            Assert.Equal(step % 3 == 0, layer.Observer is not null);
            layer.call(x).Dispose(); // the second pass of a step
            Assert.Null(layer.Observer);
            Assert.All(monitor.Latest, one => Assert.Equal(step / 3 * 3, one.Step));
        }
        layer.Step = 9;
        using (no_grad())
        {
            layer.call(x).Dispose();
        }
        Assert.Null(layer.Observer);
    }

    [Fact]
    public void LoopWithoutStepsIsObservedByPasses()
    {
        TorchPeer.LoadOrSkip();
        using var layer = Layer(Recipes.MxFp8.Policy);
        using var monitor = PrecisionMonitor.Attach(layer, every: 3);
        using var x = Normal(5, 8, 40);
        var isObserved = Enumerable.Range(0, 7).Select(_ =>
        {
            layer.call(x).Dispose();
            return layer.Observer is not null;
        });
        Assert.Equal([true, false, false, true, false, false, true], isObserved);
    }

    [Fact]
    public void FirstNonFiniteOperandIsNamed()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = Model(Recipes.Identity);
        using var monitor = PrecisionMonitor.Attach(model, every: 1);
        var x = Normal(5, 8, 4);
        model.SetStep(12);
        model.call(x).sum().backward();
        monitor.ThrowIfNonFinite();
        using (no_grad())
        {
            model.get_parameter("b.weight")![1, 2].fill_(float.PositiveInfinity);
        }
        model.SetStep(13);
        model.call(x).sum().backward();
        var e = Assert.Throws<NonFiniteException>(monitor.ThrowIfNonFinite);
        Assert.Equal(("b", (GemmSlot?)GemmSlot.WForward, 13u), (e.Layer, e.Slot, e.Step));
        Assert.StartsWith("b had the first NaN or infinity, in WForward at step 13: 1 of 12 values", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void NonFiniteGradientIsNamed()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = Model(Recipes.MxFp8);
        using var monitor = PrecisionMonitor.Attach(model, every: 1);
        var y = model.call(Normal(5, 8, 4));
        (y * tensor(float.PositiveInfinity)).sum().backward();
        var e = Assert.Throws<NonFiniteException>(monitor.ThrowIfNonFinite);
        Assert.Equal(("c", (GemmSlot?)GemmSlot.GradForInput), (e.Layer, e.Slot));
    }

    [Fact]
    public void ParametersAndGradientsAreLookedAtBetweenObservations()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = Model(Recipes.MxFp8);
        using var monitor = PrecisionMonitor.Attach(model, every: 100);
        model.SetStep(1);
        (model.call(Normal(5, 8, 4)) * tensor(float.NaN)).sum().backward();
        var e = Assert.Throws<NonFiniteException>(monitor.ThrowIfNonFinite);
        Assert.StartsWith("The gradient of a.weight has 12 of 12 elements", e.Message, StringComparison.Ordinal);
        Assert.Null(e.Slot);
        using (no_grad())
        {
            model.get_parameter("b.bias")!.fill_(float.NaN);
        }
        model.zero_grad();
        e = Assert.Throws<NonFiniteException>(monitor.ThrowIfNonFinite);
        Assert.StartsWith("b.bias has 4 of 4 elements", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExpandedParameterHasNoValuesToLookAt()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = Model(Recipes.MxFp8);
        using var monitor = PrecisionMonitor.Attach(model);
        using var placeholder = new Parameter(full(1, float.NaN).expand(3, 3));
        model.register_parameter("placeholder", placeholder);
        monitor.ThrowIfNonFinite();
    }

    [Fact]
    public void EachObservationIsOneLineOfJsonOnce()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = Model(Recipes.MxFp8);
        using var monitor = PrecisionMonitor.Attach(model, every: 2);
        using var writer = new StringWriter();
        for (uint step = 0; step < 4; step++)
        {
            model.SetStep(step);
            model.call(Normal(step, 8, 4)).sum().backward();
            monitor.WriteJsonLines(writer);
        }
        string[] lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2 * 16, lines.Length); // the first layer makes no operands of ∂X
        var first = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(("a", "XForward", 0), (first.GetProperty("Layer").GetString(), first.GetProperty("Slot").GetString(), first.GetProperty("Step").GetInt32()));
        Assert.InRange(first.GetProperty("SqnrDecibels").GetDouble(), 20, 60);
        Assert.Equal(2, JsonDocument.Parse(lines[^1]).RootElement.GetProperty("Step").GetInt32());
    }

    [Fact]
    public void TableHasALineForEachSlot()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = Model(Recipes.BitNetB158);
        using var monitor = PrecisionMonitor.Attach(model, every: 1);
        Assert.StartsWith("layer  slot  step", monitor.ToString(), StringComparison.Ordinal);
        model.call(Normal(5, 8, 4)).sum().backward();
        string[] lines = monitor.ToString().Split('\n');
        Assert.Equal(1 + monitor.Latest.Count, lines.Length);
        Assert.Matches(@"^a      WForward +0 +[0-9.]+E[-+]\d+ .* % +0$", lines[2]);
    }

    [Fact]
    public void ConvolutionInGroupsIsOneObservation()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("conv", nn.Conv2d(4, 6, 3, groups: 2)));
        model.ToLowPrecision(Recipes.MxFp8, 1);
        using var monitor = PrecisionMonitor.Attach(model, every: 1);
        model.call(Normal(5, 2, 4, 5, 5)).sum().backward();
        Assert.Equal(6 * 2 * 9, monitor.Latest.Single(one => one.Slot == GemmSlot.WForward).Count);
    }

    [Fact]
    public void ModelHasOneMonitorAtATime()
    {
        TorchPeer.LoadOrSkip();
        using var model = Model(Recipes.MxFp8);
        using (PrecisionMonitor.Attach(model))
        {
            Assert.Contains("a has a monitor already", Assert.Throws<InvalidOperationException>(() => PrecisionMonitor.Attach(model)).Message, StringComparison.Ordinal);
        }
        var second = PrecisionMonitor.Attach(model);
        second.Dispose();
        second.Dispose();
        using var x = Normal(5, 8, 4);
        using var y = model.call(x);
        Assert.Empty(second.Latest);
        using var plain = nn.Linear(2, 2);
        Assert.Throws<InvalidOperationException>(() => PrecisionMonitor.Attach(plain));
    }

    static Sequential Model(Recipe recipe)
    {
        var model = nn.Sequential(("a", nn.Linear(4, 3)), ("b", nn.Linear(3, 4)), ("c", nn.Linear(4, 2)));
        using var off = no_grad();
        foreach (var (parameter, i) in model.parameters().Select((p, i) => (p, i)))
        {
            using var values = Normal(i + 1, parameter.shape);
            parameter.copy_(values);
        }
        model.ToLowPrecision(recipe, Seed);
        return model;
    }

    static void AssertSame(Tensor source, Quantizer quantizer, SlotObservation seen)
    {
        var errors = new ErrorStatistics();
        using var numbers = FakeQuantize(source, quantizer);
        errors.Add(TensorSpan.Of(source), TensorSpan.Of(numbers), KernelPath.Scalar);
        Assert.Equal(
            (errors.Count, errors.Bias, errors.SqnrDecibels, errors.ErrorVariance, errors.UnderflowRate),
            (seen.Count, seen.Bias, seen.SqnrDecibels, seen.ErrorVariance, seen.UnderflowRate));
        Assert.Equal((double)source.abs().max().item<float>(), seen.AbsMax);
    }
}
