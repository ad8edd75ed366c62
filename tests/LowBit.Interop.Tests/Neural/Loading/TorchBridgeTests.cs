using System.Text;
using System.Text.RegularExpressions;
using LowBit.Neural;

namespace LowBit.Interop.Tests;

public partial class TorchBridgeTests
{
    [Fact]
    public void CopyDiffersInOneBit()
    {
        TorchPeer.SkipIfAbsent();
        var original = File.ReadAllBytes(TorchFiles.Find(NativeFolders.All()).Bridge);
        var copy = TorchBridge.Copy(original);
        Assert.Equal(original.Length, copy.Length);
        int changed = Assert.Single(Enumerable.Range(0, copy.Length), i => copy[i] != original[i]);
        Assert.Equal(2, copy[changed] ^ original[changed]);
    }

    [Fact]
    public void BridgeAsksForWhatTheMessageSays()
    {
        TorchPeer.SkipIfAbsent();
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(TorchFiles.Find(NativeFolders.All()).Bridge));
        string[] versions = [.. Asked().Matches(text).Select(match => match.Value)];
        Assert.Contains("glibc 2.34 ", TorchFiles.Needs, StringComparison.Ordinal);
        Assert.Equal("GLIBC_2.34", versions.Where(version => version.StartsWith("GLIBC_", StringComparison.Ordinal)).MaxBy(Number));
        Assert.Equal(
            ["GLIBCXX_3.4.30", TorchBridge.Version],
            versions.Where(version => version.StartsWith("GLIBCXX_", StringComparison.Ordinal)).Distinct().OrderBy(Number).TakeLast(2));
    }

    static Version Number(string version) => new(version.Split('_')[1]);

    [GeneratedRegex(@"GLIBC(XX)?_[0-9]+(\.[0-9]+)+(?=\0)")]
    private static partial Regex Asked();

    [Fact]
    public void CopiesOfDifferentBridgesHaveDifferentNames() =>
        Assert.NotEqual(TorchBridge.CopyName([1, 2, 3]), TorchBridge.CopyName([1, 2, 4]));
}
