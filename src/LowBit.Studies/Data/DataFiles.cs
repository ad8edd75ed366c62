using System.IO.Compression;
using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>Where data files come from: a folder, or the small cuts inside the assembly.</summary>
sealed class DataFiles
{
    readonly string? _folder;

    DataFiles(string? folder) => _folder = folder;

    /// <summary>samples/data/mnist and samples/data/tinyshakespeare, embedded.</summary>
    public static DataFiles Included { get; } = new(null);

    /// <summary>For messages and results.</summary>
    public string Name => _folder ?? "samples/data";

    /// <exception cref="BadOptionException">There is no such folder.</exception>
    public static DataFiles In(string folder) => Directory.Exists(folder) ? new(folder)
        : throw new BadOptionException($"the data folder {folder} does not exist; give one that docs/data.md describes.");

    /// <summary>Names of the files of a set, in ordinal order, without .gz.</summary>
    public IReadOnlyList<string> List(string set) => [.. Entries(set)
        .Select(name => name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name)
        .Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A file's bytes; it stands there as it is or with .gz.</summary>
    /// <exception cref="BadDataException">It is not there, or its compressed form is broken.</exception>
    public DataFile Read(string set, string name)
    {
        string? entry = Entries(set).FirstOrDefault(entry => entry == name) ?? Entries(set).FirstOrDefault(entry => entry == $"{name}.gz");
        string path = $"{Name}/{set}/{entry ?? name}";
        if (entry is null)
        {
            throw new BadDataException($"{path} is missing, and so is {name}.gz; docs/data.md says what the folder holds.");
        }
        try
        {
            using var stream = Open(set, entry);
            using var plain = entry == name ? stream : new GZipStream(stream, CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            plain.CopyTo(bytes);
            return new(path, bytes.ToArray());
        }
        catch (InvalidDataException e)
        {
            throw new BadDataException($"{path} is no whole gzip file ({e.Message}); get it anew.", e);
        }
    }

    Stream Open(string set, string entry) => _folder is null
        ? typeof(DataFiles).Assembly.GetManifestResourceStream($"{set}/{entry}")!
        : File.OpenRead(Path.Combine(_folder, set, entry));

    IEnumerable<string> Entries(string set)
    {
        if (_folder is null)
        {
            return typeof(DataFiles).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith($"{set}/", StringComparison.Ordinal)).Select(name => name[(set.Length + 1)..]);
        }
        string folder = Path.Combine(_folder, set);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)) : [];
    }
}
