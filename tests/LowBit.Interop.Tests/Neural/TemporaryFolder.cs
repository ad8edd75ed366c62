namespace LowBit.Interop.Tests;

/// <summary>A new folder that goes with its test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lowbit-test-").FullName;

    public string[] Files => [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)];

    public string At(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
