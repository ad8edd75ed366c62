namespace LowBit.Boosting;

/// <summary>The bytes of a data file, unpacked: readable at any offset, by several threads at a time.</summary>
abstract class ByteSource(string name) : IDisposable
{
    const int ChunkBytes = 1 << 16;

    /// <summary>What errors call the file.</summary>
    internal string Name => name;

    internal abstract long Length { get; }

    /// <summary>Reads up to the end of <paramref name="destination"/> or of the file.</summary>
    /// <returns>The number of bytes read.</returns>
    internal abstract int Read(long offset, Span<byte> destination);

    public abstract void Dispose();

    /// <summary>The physical line of an offset, from 1. Reads all that stands before it: for errors alone.</summary>
    internal long LineAt(long offset)
    {
        var chunk = new byte[ChunkBytes];
        long line = 1;
        int count;
        for (long at = 0; (count = Read(at, chunk.AsSpan(0, (int)Math.Min(ChunkBytes, offset - at)))) > 0; at += count)
        {
            line += chunk.AsSpan(0, count).Count((byte)'\n');
        }
        return line;
    }

    internal BadDataException Changed() => new(
        $"{name} was changed while it was read. Read it again when it is complete.");

    internal BadDataException NotText(long offset) => new(
        $"{name} line {LineAt(offset)}: not UTF-8 text. Save the table as UTF-8 CSV.");

    /// <summary>Plain files stay on disk; gzip files, told by their first bytes, and pipes go into memory.</summary>
    /// <exception cref="BadDataException">The file cannot be read, or is gzip and damaged.</exception>
    internal static ByteSource Open(string path, CancellationToken cancellation = default)
    {
        if (Directory.Exists(path))
        {
            throw new BadDataException($"{path} is a directory. Name a CSV or TSV file in it.");
        }
        if (DatasetFile.IsOne(path))
        {
            throw new BadDataException(
                $"{path} holds bins and no values; here values are needed: give the file that it was made from.");
        }
        try
        {
            const FileShare all = FileShare.ReadWrite | FileShare.Delete;
            return Open(path, new FileStream(path, FileMode.Open, FileAccess.Read, all, bufferSize: 0), cancellation);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new BadDataException($"{path}: no such file. Name a CSV or TSV file, plain or .gz.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The bytes of <paramref name="stream"/>, which the source owns from now on.</summary>
    internal static ByteSource Open(string name, Stream stream, CancellationToken cancellation = default)
    {
        var first = new byte[GZipFile.Magic.Length];
        first = first[..stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        bool packed = GZipFile.Magic.SequenceEqual(first);
        if (!packed && name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            stream.Dispose();
            throw new BadDataException($"{name} is named .gz and is not gzip. Name it .csv, or pack it.");
        }
        if (stream is FileStream { CanSeek: true } file && !packed)
        {
            return new FileBytes(name, file);
        }
        using var whole = new JoinedStream(new MemoryStream(first), stream, cancellation);
        return packed ? GZipFile.Unpack(name, whole) : NativeBytes.Load(name, whole);
    }
}
