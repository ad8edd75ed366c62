using System.Runtime.InteropServices;
using LowBit.Neural;
using TorchSharp;

namespace LowBit.Interop.Tests;

public class TorchLibraryTests
{
    const string CacheVariable = "XDG_CACHE_HOME";

    [Fact]
    public void TorchComputesProductsAndGradients()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(new float[] { 1, 2, 3, 4 }).reshape(2, 2);
        var w = torch.tensor(new float[] { 5, 6, 7, 8 }).reshape(2, 2).requires_grad_();
        x.matmul(w).sum().backward();
        Assert.Equal([19, 22, 43, 50], x.matmul(w).detach().data<float>().ToArray());
        Assert.Equal([4, 4, 6, 6], w.grad!.data<float>().ToArray());
    }

    [Fact]
    public void SecondLoadChangesNothing()
    {
        TorchPeer.LoadOrSkip();
        TorchLibrary.Load();
        Assert.Null(TorchLibrary.Failure);
    }

    [Fact]
    public void TwoProcessesAtOnceShareAnEmptyCache()
    {
        SkipWhereNoCopyIsMade();
        using var cache = new TemporaryFolder();
        using (TestProcess first = Start(cache), second = Start(cache))
        {
            first.AssertPassed();
            second.AssertPassed();
        }
        Assert.Equal(Copy(), File.ReadAllBytes(Assert.Single(cache.Files)));
    }

    public static TheoryData<int, byte> Damages => new() { { 0, 0 }, { 100_000, 0 }, { int.MaxValue, 0xFF } };

    [Theory]
    [MemberData(nameof(Damages))]
    public void DamagedCopyIsReplaced(int length, byte flip)
    {
        SkipWhereNoCopyIsMade();
        using var cache = new TemporaryFolder();
        byte[] copy = Copy(), damaged = copy[..Math.Min(length, copy.Length)];
        if (damaged.Length > 0)
        {
            damaged[damaged.Length / 2] ^= flip;
        }
        string path = LibraryCache.Hold(cache.At("lowbit"), TorchBridge.CopyName(Original()), damaged);
        using (var process = Start(cache))
        {
            process.AssertPassed();
        }
        Assert.Equal(copy, File.ReadAllBytes(path));
        Assert.Single(cache.Files);
    }

    [Fact]
    public void TorchLoadsWhereNothingCanBeKept()
    {
        SkipWhereNoCopyIsMade();
        using var process = new TestProcess(
            nameof(TorchComputesProductsAndGradients), (CacheVariable, "/dev/null"), ("HOME", "/dev/null"));
        process.AssertPassed();
    }

    static TestProcess Start(TemporaryFolder cache) =>
        new(nameof(TorchComputesProductsAndGradients), (CacheVariable, cache.Path));

    static string BridgePath() => TorchFiles.Find(NativeFolders.All()).Bridge;

    static byte[] Original() => File.ReadAllBytes(BridgePath());

    static byte[] Copy() => TorchBridge.Copy(Original());

    static void SkipWhereNoCopyIsMade()
    {
        TorchPeer.SkipIfAbsent();
        Assert.SkipWhen(
            NativeLibrary.TryLoad(BridgePath(), out _), $"libstdc++ here has {TorchBridge.Version}: TorchSharp is loaded as it is");
    }
}
