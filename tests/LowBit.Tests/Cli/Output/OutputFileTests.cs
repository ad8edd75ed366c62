using LowBit.Boosting;
using LowBit.Cli;

namespace LowBit.Tests;

public sealed class OutputFileTests : IDisposable
{
    readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FileAppearsWhole()
    {
        OutputFile.Write(_folder["a"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(_folder["a"]));
        Assert.Equal(["a"], _folder.Files);
    }

    [Fact]
    public void FullDiskLeavesTheOldFileAndNothingBesideIt()
    {
        _folder.Write("a", "old");
        var error = Assert.Throws<BadOptionException>(() => OutputFile.Write(_folder["a"], stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device");
        }));
        Assert.EndsWith("a cannot be written (No space left on device). Free space or give another path; nothing was changed.", error.Message, StringComparison.Ordinal);
        Assert.Equal("old\n", File.ReadAllText(_folder["a"]));
        Assert.Equal(["a"], _folder.Files);
    }

    [Fact]
    public void CancelledWriteLeavesNothing()
    {
        Assert.Throws<OperationCanceledException>(() => OutputFile.Write(_folder["a"], _ => throw new OperationCanceledException()));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void FolderIsNoFile() =>
        Assert.EndsWith(" is a folder; give the name of a file.",
            Assert.Throws<BadOptionException>(() => OutputFile.Check(Path.GetTempPath())).Message, StringComparison.Ordinal);
}
