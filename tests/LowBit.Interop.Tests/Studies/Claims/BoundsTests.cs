using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class BoundsTests
{
    [Fact]
    public void TextNamesTheBoundsThatThereAre() => Assert.Equal(
        ["≤ 0.02", "≥ -1", "0 … 0.5"], [$"{Bounds.AtMost(0.02)}", $"{Bounds.AtLeast(-1)}", $"{new Bounds(0, 0.5)}"]);
}
