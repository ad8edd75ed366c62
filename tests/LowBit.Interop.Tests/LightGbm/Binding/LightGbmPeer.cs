namespace LowBit.Interop.Tests;

/// <summary>First call of every test that needs LightGBM's native library.</summary>
static class LightGbmPeer
{
    /// <summary>Skips the running test, with the reason, where the library cannot be loaded.</summary>
    public static void SkipIfAbsent() => Assert.SkipWhen(LightGbmLibrary.Absence is not null, LightGbmLibrary.Absence ?? "");
}
