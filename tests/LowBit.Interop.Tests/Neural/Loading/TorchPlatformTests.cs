using LowBit.Neural;

namespace LowBit.Interop.Tests;

public class TorchPlatformTests
{
    [Theory]
    [InlineData("linux-arm64")]
    [InlineData("linux-musl-x64")]
    [InlineData("osx-x64")]
    [InlineData("freebsd-x64")]
    public void MachineWithoutLibTorchIsATypedError(string platform)
    {
        var error = Assert.Throws<NativeLibraryException>(() => TorchPlatform.Require(platform));
        Assert.Contains($"no libtorch for {platform}; TorchSharp has one for linux-x64,", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("win-x64")]
    [InlineData("osx-arm64")]
    public void MachineWithLibTorchPasses(string platform) => Assert.Null(Record.Exception(() => TorchPlatform.Require(platform)));
}
