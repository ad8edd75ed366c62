using TorchSharp;

namespace LowBit.Interop.Tests;

[Collection(AloneCollection.Name)]
public class LargeBlocksTests
{
    const long Slack = 64L << 20;

    // It grows by less than a megabyte; without the threshold, by 90 to 270.
    [Fact]
    public void ResidentMemoryOfATrainingLoopStaysFlat()
    {
        TorchPeer.LoadOrSkip();
        using var weight = torch.randn([1 << 20], requires_grad: true);
        Step(weight, count: 20);
        GC.Collect();
        long before = Environment.WorkingSet;
        Step(weight, count: 150);
        Assert.InRange(Environment.WorkingSet - before, -long.MaxValue, Slack);
    }

    // Rounded forward, straight through backward.
    static void Step(torch.Tensor weight, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using var scope = torch.NewDisposeScope();
            var rounded = weight.div(0.5).round().clamp(-4, 4).mul(0.5);
            (weight + (rounded - weight).detach()).sum().backward();
            weight.grad!.zero_();
        }
    }
}
