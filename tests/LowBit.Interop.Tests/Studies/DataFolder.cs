using System.IO.Compression;
using LowBit.Studies;

namespace LowBit.Interop.Tests;

/// <summary>A folder of data sets for one test, gone when the test ends.</summary>
sealed class DataFolder : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lowbit-tests-");

    public string Path => _folder.FullName;

    public DataFiles Files => DataFiles.In(Path);

    public void Write(string name, params byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public void WriteGZip(string name, params byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }
        Write(name, packed.ToArray());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
