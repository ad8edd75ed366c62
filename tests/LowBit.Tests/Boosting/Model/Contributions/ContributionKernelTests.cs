using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LowBit.Boosting;

namespace LowBit.Tests;

public class ContributionKernelTests
{
    /// <summary>Run with instruction sets turned off, too: the bits are those that are written down.</summary>
    [Fact]
    public void BitsAreTheSameOnEveryInstructionSet()
    {
        var model = new BoostedTrees(ContributionModels.Random(seed: 12, rounds: 30, outputs: 2));
        double[] found = new double[100 * model.ContributionCount];
        model.PredictContributions(RandomModel.Rows(seed: 3, count: 100), 100, found);
        string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(found.AsSpan())));
        Assert.Equal("0B15E46BF82F31D8", hash[..16]);
    }
}
