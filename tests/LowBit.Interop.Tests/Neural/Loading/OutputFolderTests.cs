using LowBit.Tests;

namespace LowBit.Interop.Tests;

public class OutputFolderTests
{
    static readonly string[] Folders = ["src", "tests", "bench", "samples"];

    [Fact]
    public void NoOutputFolderHoldsLibTorch() =>
        Assert.Empty(Folders.SelectMany(folder => Directory.EnumerateFiles(
            Path.Combine(Repository.Root, folder), "libtorch*.so*", SearchOption.AllDirectories)));

    [Fact]
    public void ProgramsThatUseNeuralKnowTheFolder()
    {
        string options = File.ReadAllText(Path.ChangeExtension(typeof(OutputFolderTests).Assembly.Location, ".runtimeconfig.json"));
        Assert.Contains("\"LowBit.LibTorch\"", options, StringComparison.Ordinal);
    }
}
