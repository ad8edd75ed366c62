namespace LowBit.Boosting;

/// <summary>A file on disk. Reads go to the operating system, whose cache is the only copy in memory.</summary>
sealed class FileBytes(string name, FileStream file) : ByteSource(name)
{
    internal override long Length { get; } = file.Length;

    internal override int Read(long offset, Span<byte> destination)
    {
        int done = 0;
        try
        {
            int count;
            while (done < destination.Length
                && (count = RandomAccess.Read(file.SafeFileHandle, destination[done..], offset + done)) > 0)
            {
                done += count;
            }
        }
        catch (IOException error)
        {
            throw new BadDataException($"{Name} cannot be read at byte {offset + done}: {error.Message}", error);
        }
        return done;
    }

    public override void Dispose() => file.Dispose();
}
