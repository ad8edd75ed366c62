using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Tests;

public class IsaTests
{
    [Fact]
    public void PlainCodeAndPortableVectorsRunEverywhere()
    {
        Assert.True(Isa.Supports(KernelPath.Scalar));
        Assert.True(Isa.Supports(KernelPath.Vector));
        Assert.Contains(Isa.Best, Isa.Supported);
    }

    [Theory]
    [InlineData("scalar", KernelPath.Scalar)]
    [InlineData("Vector", KernelPath.Vector)]
    public void VariableNamesThePath(string name, KernelPath path) => Assert.Equal(path, Isa.Choose(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void WithoutVariableThePathRunsInHardware(string? name)
    {
        var path = Isa.Choose(name);
        Assert.True(Isa.Supports(path));
        Assert.True(path == KernelPath.Scalar || Vector128.IsHardwareAccelerated);
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("3")]
    [InlineData("avx2 ")]
    public void UnknownNameThrowsWithTheAllowedNames(string name)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Isa.Choose(name));
        Assert.StartsWith($"LOWBIT_KERNEL is '{name}'; this machine runs scalar, vector", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnsupportedNameThrows()
    {
        foreach (var path in Enum.GetValues<KernelPath>().Except(Isa.Supported))
        {
            Assert.Throws<InvalidOperationException>(() => Isa.Choose(path.ToString()));
        }
        Assert.False(Isa.Supports((KernelPath)99));
    }
}
