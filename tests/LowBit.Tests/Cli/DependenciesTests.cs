namespace LowBit.Tests;

public class DependenciesTests
{
    // Half a gigabyte that trees do not need.
    [Fact]
    public void CommandDoesNotPullInLibTorch()
    {
        string dependencies = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "lowbit.deps.json"));
        Assert.Contains("LowBit.Boosting", dependencies, StringComparison.Ordinal);
        Assert.DoesNotContain("torch", dependencies, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("LowBit.Neural", dependencies, StringComparison.Ordinal);
    }
}
