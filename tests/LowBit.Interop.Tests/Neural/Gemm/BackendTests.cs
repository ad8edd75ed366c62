using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;

namespace LowBit.Interop.Tests;

/// <summary>Int8 products beside the emulated ones, and both beside the quantizer's own numbers.</summary>
public class BackendTests
{
    public static TheoryData<string, int, int, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int, int, int>();
            foreach (string name in (string[])["int8", "bitnet-b1.58", "row-4", "tensor-8", "tensor-3-reuse"])
            {
                data.Add(name, 1, 40, 6);
                data.Add(name, 33, 70, 17);
                data.Add(name, 300, 130, 129);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BackendsGiveTheSameBits(string name, int rows, int inputs, int outputs)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var policy = Policy(name);
        Assert.True(policy.IsInteger(GemmProduct.Forward));
        int[] native = Bits(policy with { Backend = GemmBackend.NativeInt8 }, rows, inputs, outputs);
        Assert.Equal(Bits(policy with { Backend = GemmBackend.Emulated }, rows, inputs, outputs), native);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NativeProductsDoNotDependOnThreads(int threads)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        int before = torch.get_num_threads();
        var policy = Recipes.Int8.Policy with { XForward = Slot.Of(Quantizers.Integer(8, new PerTensor())) };
        int[] expected = Bits(policy, 700, 256, 300);
        torch.set_num_threads(threads);
        int[] actual = Bits(policy, 700, 256, 300);
        torch.set_num_threads(before);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void ProductIsTheOneOfTheQuantizersNumbers()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var policy = Recipes.Int8.Policy;
        using var layer = Layer(policy, 24, 48);
        var x = Normal(3, 20, 48);
        var rows = Quantizers.Integer(8, new PerRow());
        var expected = FakeQuantize(x, rows).matmul(FakeQuantize(layer.Weight, rows).t()) + layer.Bias!;
        Assert.InRange(LargestDifference(expected, layer.call(x)), 0, 1e-5);
        var c = Normal(4, 20, 24);
        var (dX, dW) = Gradients(layer, x, c);
        // The random words of ∂W's G are those of G's memory: what a quantizer by column sees.
        ulong first = 1ul << 32; // the second pass
        var stochastic = rows with { Rounding = RoundingMode.Stochastic };
        var gForInput = FakeQuantize(c, stochastic, Words(GemmSlot.GradForInput), first);
        var gForWeight = FakeQuantize(
            c, stochastic with { Granularity = new PerColumn() }, Words(GemmSlot.GradForWeight), first);
        var byColumn = Quantizers.Integer(8, new PerColumn());
        Assert.InRange(LargestDifference(gForInput.matmul(FakeQuantize(layer.Weight, byColumn)), dX), 0, 1e-4);
        Assert.InRange(LargestDifference(gForWeight.t().matmul(FakeQuantize(x, byColumn)), dW), 0, 1e-4);

        static RandomStream Words(GemmSlot slot) => new(Seed, (3 * 8) + (uint)slot, 0);
    }

    [Fact]
    public void NativeBackendNeedsAnIntegerProduct()
    {
        var e = Assert.Throws<RecipeException>((Recipes.MxFp8.Policy with { Backend = GemmBackend.NativeInt8 }).Validate);
        Assert.StartsWith("NativeInt8 has nothing to do", e.Message, StringComparison.Ordinal);
        Assert.Equal(GemmBackend.Emulated, Recipes.MxFp8.On(GemmBackend.NativeInt8).Policy.Backend);
        Assert.Equal(GemmBackend.Emulated, Recipes.Int8.On(GemmBackend.Emulated).Policy.Backend);
        Assert.Equal([true, false, false], Enum.GetValues<GemmProduct>().Select(Recipes.BitNetB158.Policy.IsInteger));
    }

    [Fact]
    public void SumsBeyondWhatFloatsHoldAreExactInIntegers()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = new LowPrecisionLinear(new(torch.ones(1, 4001)), null, Recipes.Int8.Policy, Seed, layer: 0);
        // 4001 · 127² = 64,532,129 is odd and above 2²⁴: the nearest float is 64,532,128.
        float expected = 64_532_129 * (1f / 127) * (1f / 127);
        Assert.Equal(expected, layer.call(torch.ones(1, 4001)).item<float>());
    }

    [Theory]
    [InlineData(1, 40, 6)]
    [InlineData(65, 130, 33)]
    public void SumsAreTheSameWhoeverComputesThem(int rows, int terms, int columns)
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        foreach (var (turnsLeft, turnsRight) in ((bool, bool)[])[(false, false), (false, true), (true, true)])
        {
            var (left, right) = (Levels(1, rows, terms, turnsLeft), Levels(2, columns, terms, turnsRight));
            var (libtorch, own) = (torch.empty(rows, columns, torch.ScalarType.Int32), torch.empty(rows, columns, torch.ScalarType.Int32));
            new Int8Sums.LibtorchSums().Fill(left, right, libtorch);
            new Int8Sums.OwnSums().Fill(left, right, own);
            Assert.Equal(libtorch.data<int>(), own.data<int>());
        }

        static Operand Levels(long seed, int rows, int terms, bool isTransposed)
        {
            var values = (Normal(seed, rows, terms) * 60).clamp(-127, 127).to_type(torch.ScalarType.Int8);
            return new(isTransposed ? values.t().contiguous() : values, [1f], isTransposed);
        }
    }

    // All levels are at their ends: int32 would overflow.
    [Fact]
    public void MoreTermsThanInt32HoldsAreSummedAsFloats()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        using var layer = new LowPrecisionLinear(new(torch.ones(1, 140_000)), null, Recipes.Int8.Policy, Seed, layer: 0);
        Assert.Equal(140_000, layer.call(torch.ones(1, 140_000)).item<float>(), 140_000 * 1e-3);
    }

    static int[] Bits(GemmPolicy policy, int rows, int inputs, int outputs)
    {
        using var layer = Layer(policy, outputs, inputs);
        var x = Normal(3, rows, inputs);
        var y = layer.call(x);
        var (dX, dW) = Gradients(layer, x, Normal(4, rows, outputs));
        return [.. NeuralSamples.Bits(y), .. NeuralSamples.Bits(dX), .. NeuralSamples.Bits(dW), .. NeuralSamples.Bits(layer.Bias!.grad!)];
    }

    static GemmPolicy Policy(string name) => name switch
    {
        "int8" => Recipes.Int8.Policy,
        "bitnet-b1.58" => Recipes.BitNetB158.Policy,
        "row-4" => Of(Slot.Of(Quantizers.Integer(4, new PerRow()))),
        "tensor-8" => Of(Slot.Of(Quantizers.Integer(8, new PerTensor()))),
        _ => Of(Slot.Of(Quantizers.Integer(3, new PerTensor()))) with
        {
            WForInput = Slot.Reuse,
            XForWeight = Slot.Reuse,
            GradForWeight = Slot.Reuse,
        },
    };

    static GemmPolicy Of(Slot slot) => new()
    {
        XForward = slot,
        WForward = slot,
        GradForInput = slot,
        WForInput = slot,
        GradForWeight = slot,
        XForWeight = slot,
    };
}
