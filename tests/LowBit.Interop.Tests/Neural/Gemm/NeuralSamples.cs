using LowBit.Neural;
using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>Tensors and models that tests of layers share. None of them depends on libtorch's generator but by a seed.</summary>
static class NeuralSamples
{
    public const ulong Seed = 42;

    /// <summary>Normal numbers.</summary>
    public static Tensor Normal(long seed, params long[] shape)
    {
        using var generator = new Generator((ulong)seed);
        return randn(shape, generator: generator);
    }

    /// <summary>A layer with normal parameters.</summary>
    public static LowPrecisionLinear Layer(GemmPolicy policy, int outputs = 6, int inputs = 40) => new(
        new(Normal(1, outputs, inputs)), new(Normal(2, outputs)), policy, Seed, layer: 3);

    /// <summary>What a quantizer makes of a matrix, by the library of numbers alone.</summary>
    public static Tensor FakeQuantize(Tensor matrix, Quantizer quantizer, RandomStream random = default, ulong firstIndex = 0)
    {
        float[] values = [.. matrix.contiguous().data<float>()], result = new float[values.Length];
        quantizer.FakeQuantize(
            values, (int)matrix.shape[0], (int)matrix.shape[1], random, firstIndex, KernelPath.Scalar, result);
        return tensor(result, matrix.shape);
    }

    /// <summary>∂L/∂X and ∂L/∂W of L = Σ C · Y.</summary>
    public static (Tensor DX, Tensor DW) Gradients(LowPrecisionLinear layer, Tensor input, Tensor c)
    {
        using var x = input.detach().clone().requires_grad_();
        layer.zero_grad();
        using var loss = (layer.call(x) * c).sum();
        loss.backward();
        return (x.grad!.clone(), layer.Weight.grad!.clone());
    }

    /// <summary>Bits of float32 elements.</summary>
    public static int[] Bits(Tensor tensor) =>
        [.. tensor.detach().contiguous().data<float>().Select(BitConverter.SingleToInt32Bits)];

    public static double LargestDifference(Tensor a, Tensor b) => (a - b).abs().max().item<float>();
}
