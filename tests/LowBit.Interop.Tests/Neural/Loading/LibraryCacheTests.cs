using LowBit.Neural;

namespace LowBit.Interop.Tests;

public class LibraryCacheTests
{
    static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];

    [Fact]
    public void FileIsMadeInAFolderOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        string path = LibraryCache.Hold(folder.At("a", "b"), "file", Content);
        Assert.Equal(folder.At("a", "b", "file"), path);
        Assert.Equal(Content, File.ReadAllBytes(path));
    }

    [Fact]
    public void FolderIsTheUsersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes of folders are those of Unix");
        using var folder = new TemporaryFolder();
        LibraryCache.Hold(folder.At("a"), "file", Content);
        const UnixFileMode User = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(User, OperatingSystem.IsWindows() ? User : File.GetUnixFileMode(folder.At("a")));
    }

    [Fact]
    public void WholeFileIsLeftAlone()
    {
        using var folder = new TemporaryFolder();
        string path = LibraryCache.Hold(folder.Path, "file", Content);
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);
        LibraryCache.Hold(folder.Path, "file", Content);
        Assert.Equal(time, File.GetLastWriteTimeUtc(path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99_999)]
    [InlineData(100_000)]
    [InlineData(100_001)]
    public void DifferentFileIsReplaced(int length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("file"), new byte[length]);
        string path = LibraryCache.Hold(folder.Path, "file", Content);
        Assert.Equal(Content, File.ReadAllBytes(path));
        Assert.Single(folder.Files);
    }

    [Fact]
    public void WhoHasTheOldFileOpenKeepsIt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("file"), "old");
        using var open = new FileStream(folder.At("file"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        LibraryCache.Hold(folder.Path, "file", Content);
        Assert.Equal("old", new StreamReader(open).ReadToEnd());
    }

    [Fact]
    public void ManyAtOnceSeeTheWholeFileAlways()
    {
        using var folder = new TemporaryFolder();
        Parallel.For(0, 64, new() { MaxDegreeOfParallelism = 8 }, i =>
            Assert.Equal(Content, File.ReadAllBytes(LibraryCache.Hold(folder.At("new"), "file", Content))));
        Assert.Single(folder.Files);
    }

    [Fact]
    public void NothingIsLeftOfAFileThatCannotBeWritten()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("file", "in the way"));
        Assert.ThrowsAny<SystemException>(() => LibraryCache.Hold(folder.Path, "file", Content));
        Assert.Empty(folder.Files);
    }
}
