using LowBit.Neural;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>Float32 state next to TorchSharp's own optimizers.</summary>
public class OptimizerOracle
{
    const int Steps = 50;

    [Theory]
    [InlineData(0.9, 0.999, 1e-8, 0.01)]
    [InlineData(0.5, 0.95, 1e-3, 0)]
    [InlineData(0, 0.9, 1e-6, 0.3)]
    public void AdamWIsThatOfTorch(double beta1, double beta2, double eps, double decay)
    {
        TorchPeer.LoadOrSkip();
        AssertNear(
            p => optim.AdamW(p, 0.01, beta1, beta2, eps, decay),
            p => new LowPrecisionAdamW(p, new()
            {
                LearningRate = 0.01,
                Beta1 = beta1,
                Beta2 = beta2,
                Epsilon = eps,
                WeightDecay = decay,
            }));
    }

    [Fact]
    public void DefaultsAreThoseOfPyTorch()
    {
        TorchPeer.LoadOrSkip();
        AssertNear(p => optim.AdamW(p, weight_decay: 0.01), p => new LowPrecisionAdamW(p));
    }

    [Fact]
    public void CoupledDecayIsAdam()
    {
        TorchPeer.LoadOrSkip();
        AssertNear(
            p => optim.Adam(p, 0.01, weight_decay: 0.1),
            p => new LowPrecisionAdamW(
                p, new() { LearningRate = 0.01, WeightDecay = 0.1, DecayKind = WeightDecayKind.Coupled }));
    }

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 0, 0.1, false)]
    [InlineData(0.9, 0, 0.1, false)]
    [InlineData(0.9, 0.3, 0, false)]
    [InlineData(0.9, 0, 0.1, true)]
    public void SgdIsThatOfTorch(double momentum, double dampening, double decay, bool nesterov)
    {
        TorchPeer.LoadOrSkip();
        AssertNear(
            p => optim.SGD(p, 0.01, momentum, dampening, decay, nesterov),
            p => new LowPrecisionSgd(p, new()
            {
                LearningRate = 0.01,
                Momentum = momentum,
                Dampening = dampening,
                WeightDecay = decay,
                Nesterov = nesterov,
            }));
    }

    // 1e-6 of the magnitude of an element, or of a step where elements are near zero.
    static void AssertNear(Func<Parameter[], optim.Optimizer> theirs, Func<Parameter[], optim.Optimizer> ours)
    {
        using var expected = new OptimizerRun(theirs);
        using var actual = new OptimizerRun(ours);
        expected.Run(Steps);
        actual.Run(Steps);
        using var off = no_grad();
        foreach (var (e, a) in expected.Parameters.Zip(actual.Parameters))
        {
            Assert.InRange(((e - a).abs() / (e.abs() + 0.1)).max().item<float>(), 0, 1e-6);
        }
    }
}
