using LowBit.Neural;

namespace LowBit.Interop.Tests;

/// <summary>A process that is killed while it writes leaves the file before it.</summary>
[Collection(AloneCollection.Name)]
public class KilledWriterTests
{
    const string PathVariable = "LOWBIT_TEST_WRITTEN_FILE";
    const int Size = 1 << 24;
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public void FileIsWholeWheneverTheWriterIsKilled()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("m");
        for (int kill = 0; kill < 4; kill++)
        {
            Array.ForEach(Directory.GetFiles(folder.Path, "*.tmp"), File.Delete);
            using (new TestProcess(nameof(LastContentStays), (PathVariable, path)))
            {
                Assert.True(SpinWait.SpinUntil(() => File.Exists(path) && IsWriting(), Limit), "nothing was written");
            }
            Assert.Single(SafetensorsFile.Read(path).Tensors.Single().Data.Distinct());
        }
        Content(7).Write(path); // what the last one left beside it is in nobody's way
        Assert.Equal(7, SafetensorsFile.Read(path).Tensors[0].Data[^1]);

        bool IsWriting() => Directory.EnumerateFiles(folder.Path, "*.tmp").Any(draft => new FileInfo(draft) is { Exists: true, Length: > 0 });
    }

    /// <summary>Writes a few contents; as long as it lives, where it is a process of its own.</summary>
    [Fact]
    public void LastContentStays()
    {
        using var folder = new TemporaryFolder();
        string? shared = Environment.GetEnvironmentVariable(PathVariable);
        string path = shared ?? folder.At("m");
        var end = DateTime.UtcNow + Limit;
        for (int i = 0; shared is null ? i < 3 : DateTime.UtcNow < end; i++)
        {
            Content((byte)i).Write(path);
            Assert.Equal((byte)i, SafetensorsFile.Read(path).Tensors[0].Data[^1]);
        }
    }

    static SafetensorsFile Content(byte value) => new(
        [new("a", StateElement.U8, [Size], [.. Enumerable.Repeat(value, Size)])], new Dictionary<string, string>());
}
