using System.Text;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// A binned data set as a file (docs/data-files.md): magic, version and length of the header, the header, the arrays, each
/// padded to 64 bytes, and a checksum of all of it. Little-endian.
/// </summary>
static class DatasetFile
{
    const int Version = 1;
    const string Remedy = "It was cut short or altered: save it again from its data.";

    static ReadOnlySpan<byte> Magic => "LowBitDS"u8;

    /// <summary>Whether a file starts as a binned data set does.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            Span<byte> start = stackalloc byte[Magic.Length];
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Magic);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false; // whoever opens it next says why
        }
    }

    /// <exception cref="BadDataException">The file cannot be written; what stood there stands there still.</exception>
    public static void Save(string path, Dataset data)
    {
        try
        {
            WholeFile.Write(path, stream => Write(stream, data));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{path} cannot be written: {e.Message} Free space or give another path.", e);
        }
    }

    /// <exception cref="BadDataException">The file cannot be read, is no binned data set, was cut short or altered.</exception>
    public static Dataset Load(string path, DatasetOptions options)
    {
        try
        {
            if (File.Exists(path) && !IsOne(path))
            {
                throw new BadDataException($"{path} is no binned data set; give a file that --save-binary wrote.");
            }
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Read(path, stream, options);
        }
        catch (Exception e) when (e is IOException and not EndOfStreamException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{path} cannot be read: {e.Message}", e);
        }
    }

    public static void Write(Stream stream, Dataset data)
    {
        using var header = new MemoryStream();
        using (var writer = new BinaryWriter(header, Encoding.UTF8, leaveOpen: true))
        {
            DatasetHeader.Of(data).Write(writer);
        }
        Span<byte> start = stackalloc byte[SectionWriter.Alignment];
        start.Clear();
        Magic.CopyTo(start);
        BitConverter.TryWriteBytes(start[8..], Version);
        BitConverter.TryWriteBytes(start[12..], (int)header.Length);
        var sections = new SectionWriter(stream);
        sections.Write<byte>(start);
        sections.Write<byte>(header.GetBuffer().AsSpan(0, (int)header.Length));
        DatasetArrays.Write(data, sections);
        sections.WriteChecksum();
    }

    /// <param name="name">What errors call the file.</param>
    /// <param name="stream">Its bytes.</param>
    /// <param name="options">Threads, ranks and reference; what binning would have to do again must not differ.</param>
    public static Dataset Read(string name, Stream stream, DatasetOptions options)
    {
        try
        {
            var sections = new SectionReader(stream, stream.Length - sizeof(ulong));
            int headerLength = ReadStart(name, sections);
            var header = ReadHeader(sections.ReadArray<byte>(headerLength));
            var arrays = DatasetArrays.Read(header.Sizes, sections);
            if (!sections.EndsWell())
            {
                throw new BadDataException($"{name} does not have the checksum that it states. {Remedy}");
            }
            arrays.Check(header);
            return DatasetAssembly.Make(name, header, arrays, options);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new BadDataException($"{name} is no complete binned data set ({e.Message}). {Remedy}", e);
        }
    }

    static DatasetHeader ReadHeader(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        try
        {
            return DatasetHeader.Read(reader);
        }
        catch (IOException e) // what the reader says of a text of negative length
        {
            throw new FormatException(e.Message, e);
        }
    }

    static int ReadStart(string name, SectionReader sections)
    {
        byte[] start = sections.ReadArray<byte>(SectionWriter.Alignment);
        if (!start.AsSpan().StartsWith(Magic))
        {
            throw new FormatException("it starts as another kind of file");
        }
        if (BitConverter.ToInt32(start, 8) != Version)
        {
            throw new BadDataException($"{name} was saved by another version of this program; save it again from its data.");
        }
        return BitConverter.ToInt32(start, 12);
    }
}
