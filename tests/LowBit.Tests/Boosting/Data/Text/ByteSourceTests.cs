using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

public sealed class ByteSourceTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lowbit").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PlainFileAndItsPackedTwinReadAlike()
    {
        byte[] text = Encoding.UTF8.GetBytes("a,b\r\n1,x\r\n2,\"y\nz\"\r\n");
        using var plain = TextTable.Open(Write("t.csv", text), new());
        using var packed = TextTable.Open(Write("t.csv.gz", TextTables.GZip(text)), new());
        Assert.Equal(plain.Values(), packed.Values());
        Assert.Equal([1.0, 0.0, 2.0, 1.0], plain.Values());
        Assert.Equal(Path.Combine(_folder, "t.csv"), plain.Name);
    }

    [Fact]
    public void StreamThatCannotSeekIsReadIntoMemory()
    {
        using var pipe = new JoinedStream(new MemoryStream("1,2\n"u8.ToArray()), new MemoryStream("3,4\n"u8.ToArray()));
        using var source = ByteSource.Open("pipe", pipe);
        byte[] bytes = new byte[20];
        Assert.Equal(8, source.Length);
        Assert.Equal(6, source.Read(2, bytes));
        Assert.Equal("2\n3,4\n"u8.ToArray(), bytes[..6]);
        Assert.Equal(0, source.Read(9, bytes));
    }

    [Fact]
    public void LinesAreCountedFromOne()
    {
        using var source = ByteSource.Open("t", new MemoryStream("a\nb\n\nc"u8.ToArray()));
        Assert.Equal([1, 1, 2, 2, 3, 4], [.. Enumerable.Range(0, 6).Select(i => (int)source.LineAt(i))]);
    }

    [Fact]
    public void MissingFileIsAnError()
    {
        string path = Path.Combine(_folder, "none.csv");
        Assert.Equal($"{path}: no such file. Name a CSV or TSV file, plain or .gz.", Error(path));
        Assert.Contains("no such file", Error(Path.Combine(_folder, "no", "none.csv")), StringComparison.Ordinal);
        Assert.Contains("no such file", Error(""), StringComparison.Ordinal);
        Assert.Contains("no such file", Error("a\0b"), StringComparison.Ordinal);
    }

    [Fact]
    public void DirectoryIsAnError() =>
        Assert.Equal($"{_folder} is a directory. Name a CSV or TSV file in it.", Error(_folder));

    [Fact]
    public void FileNamedGzThatIsNoneIsAnError()
    {
        string path = Write("t.csv.gz", "1,2\n"u8.ToArray());
        Assert.Equal($"{path} is named .gz and is not gzip. Name it .csv, or pack it.", Error(path));
    }

    [Fact]
    public void FileThatShrinksWhileItIsReadIsAnError()
    {
        string path = Write("t.csv", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1,2\n", 10_000))));
        using var table = TextTable.Open(path, new() { HasHeader = false });
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(100);
        }
        string message = Assert.Throws<BadDataException>(() => table.Values()).Message;
        Assert.Equal($"{path} was changed while it was read. Read it again when it is complete.", message);
    }

    [Fact]
    public void ClosedTableCannotBeRead()
    {
        var file = TextTable.Open(Write("t.csv", "1,2\n"u8.ToArray()), new());
        var memory = TextTables.Open("1,2\n");
        file.Dispose();
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Values());
        Assert.Throws<ObjectDisposedException>(() => memory.Values());
    }

    string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    static string Error(string path) => Assert.Throws<BadDataException>(() => TextTable.Open(path, new())).Message;
}
