using System.Globalization;
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

    // A page that is touched for the first time is one fault: 16,384 of 4 KB, 32 of 2 MB. Not where the system has none.
    [Fact]
    public void LargeTensorsComeInHugePages()
    {
        TorchPeer.LoadOrSkip();
        const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled";
        Assert.SkipUnless(
            File.Exists(Setting) && !File.ReadAllText(Setting).Contains("[never]", StringComparison.Ordinal), "needs huge pages");
        using var large = torch.ones(64 << 18);
        Assert.InRange(HugeBytesAround((ulong)large.storage<float>().data_ptr()), 2L << 20, long.MaxValue);
    }

    // Of the mapping that an address lies in: "from-to …", then a line for each of its numbers.
    static long HugeBytesAround(ulong address)
    {
        bool isInside = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            string[] words = line.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
            if (ulong.TryParse(words[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong from) && words.Length > 2
                && ulong.TryParse(words[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong to))
            {
                isInside = from <= address && address < to;
            }
            else if (isInside && words[0] == "AnonHugePages:")
            {
                return long.Parse(words[1], CultureInfo.InvariantCulture) << 10;
            }
        }
        return 0;
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
