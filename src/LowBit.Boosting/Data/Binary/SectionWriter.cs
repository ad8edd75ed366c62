using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>Writes sections, each padded to 64 bytes with zeros, and in the end their checksum.</summary>
sealed class SectionWriter(Stream stream)
{
    public const int Alignment = 64;

    Checksum _checksum = new();

    public void Write<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        int whole = bytes.Length & -Alignment;
        Put(bytes[..whole]);
        if (whole < bytes.Length)
        {
            Span<byte> last = stackalloc byte[Alignment];
            last.Clear();
            bytes[whole..].CopyTo(last);
            Put(last);
        }
    }

    public void WriteChecksum()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BitConverter.TryWriteBytes(bytes, _checksum.Value);
        stream.Write(bytes);
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _checksum.Add(bytes);
    }
}
