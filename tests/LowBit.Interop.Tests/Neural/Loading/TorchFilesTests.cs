using LowBit.Neural;

namespace LowBit.Interop.Tests;

public class TorchFilesTests
{
    static readonly string[] Torch = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];
    const string Bridge = "libLibTorchSharp.so";

    [Fact]
    public void FirstFolderWithAllFilesIsTaken()
    {
        using var folder = new TemporaryFolder();
        string partial = Make(folder, "partial", Torch[0], Torch[1], Bridge), whole = Make(folder, "whole", Torch);
        string second = Make(folder, "second", [.. Torch, Bridge]);
        var files = TorchFiles.Find([folder.At("missing"), partial, whole, second]);
        Assert.Equal(new(whole, Path.Combine(partial, Bridge)), files);
    }

    [Fact]
    public void MissingFolderIsATypedError()
    {
        var error = Assert.Throws<NativeLibraryException>(() => TorchFiles.Find(["/no/such/folder", "/nor/this"]));
        Assert.Contains("libtorch was not found", error.Message, StringComparison.Ordinal);
        Assert.Contains("libtorch_cpu.so", error.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such/folder, /nor/this", error.Message, StringComparison.Ordinal);
        Assert.Contains("Reference the package libtorch-cpu-linux-x64 2.10.0", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void MissingBridgeIsATypedError()
    {
        using var folder = new TemporaryFolder();
        string path = Make(folder, "torch", Torch);
        var error = Assert.Throws<NativeLibraryException>(() => TorchFiles.Find([path]));
        Assert.Contains("TorchSharp's bridge was not found", error.Message, StringComparison.Ordinal);
        Assert.Contains(Bridge, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesThatAreNoLibrariesAreATypedError()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the files are those of Linux");
        using var folder = new TemporaryFolder();
        string path = Make(folder, "empty", [.. Torch, Bridge]);
        var error = Assert.Throws<NativeLibraryException>(() => TorchFiles.Find([path]).Load([]));
        Assert.Contains("could not be loaded", error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void VersionOfTheRemedyIsTheOneThatIsRestored()
    {
        string packages = LowBit.Tests.Repository.Read("Directory.Packages.props");
        string version = packages.Split("<LibTorchVersion>")[1].Split('<')[0];
        Assert.Contains($"libtorch-cpu-linux-x64 {version} ", TorchFiles.Remedy, StringComparison.Ordinal);
    }

    static string Make(TemporaryFolder folder, string name, params string[] files)
    {
        Directory.CreateDirectory(folder.At(name));
        foreach (string file in files)
        {
            File.WriteAllBytes(folder.At(name, file), []);
        }
        return folder.At(name);
    }
}
