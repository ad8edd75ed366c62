using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>Reads what <see cref="SectionWriter"/> wrote. Takes no memory for more than the stream holds.</summary>
/// <param name="stream">The file, at the first section.</param>
/// <param name="length">Bytes of all sections, the checksum left out.</param>
sealed class SectionReader(Stream stream, long length)
{
    const int Alignment = SectionWriter.Alignment;

    Checksum _checksum = new();

    public long Left { get; private set; } = length;

    /// <summary>Reads a section into memory outside the managed heap.</summary>
    /// <exception cref="EndOfStreamException">There are fewer bytes.</exception>
    public NativeBuffer<T> Read<T>(long count) where T : unmanaged
    {
        int size = Marshal.SizeOf<T>();
        if (count < 0 || count > Left / size)
        {
            throw new EndOfStreamException();
        }
        var buffer = new NativeBuffer<T>(count); // has room behind its end for the padding
        long bytes = (count * size + Alignment - 1) & -Alignment;
        Fill(buffer, bytes);
        return buffer;
    }

    /// <summary>Reads a section into an array.</summary>
    /// <exception cref="EndOfStreamException">There are fewer bytes.</exception>
    public T[] ReadArray<T>(long count) where T : unmanaged
    {
        var buffer = Read<T>(count);
        var values = buffer.Span.ToArray();
        buffer.Free();
        return values;
    }

    /// <summary>Nothing is left but the checksum, and it is that of what was read.</summary>
    public bool EndsWell()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        return Left == 0 && stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            && BitConverter.ToUInt64(bytes) == _checksum.Value && stream.ReadByte() < 0;
    }

    unsafe void Fill<T>(NativeBuffer<T> buffer, long bytes) where T : unmanaged
    {
        if (bytes > Left)
        {
            throw new EndOfStreamException();
        }
        const int Piece = 1 << 18; // summed up while it is in cache
        for (long at = 0; at < bytes; at += Piece)
        {
            var piece = new Span<byte>((byte*)buffer.Start + at, (int)Math.Min(Piece, bytes - at));
            stream.ReadExactly(piece);
            _checksum.Add(piece);
        }
        Left -= bytes;
    }
}
