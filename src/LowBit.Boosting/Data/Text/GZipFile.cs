using System.IO.Compression;

namespace LowBit.Boosting;

/// <summary>Unpacks gzip files of one or more members, whole or not at all.</summary>
static class GZipFile
{
    static readonly byte[] Seal = "LowBit: the end."u8.ToArray();
    static readonly byte[] PackedSeal = Pack(Seal);

    /// <summary>The first bytes of every gzip file, and of no text.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x1F, 0x8B];

    /// <remarks>
    /// <see cref="GZipStream"/> takes a file that is cut short for one that ends there. So one more member is put after
    /// the last: it comes out at the end if, and only if, all before it is whole.
    /// </remarks>
    internal static NativeBytes Unpack(string name, Stream packed)
    {
        using var joined = new JoinedStream(packed, new MemoryStream(PackedSeal));
        using var unpacked = new GZipStream(joined, CompressionMode.Decompress);
        try
        {
            var bytes = NativeBytes.Load(name, unpacked);
            if (!TryBreakSeal(bytes))
            {
                bytes.Dispose();
                throw Damaged(name, null);
            }
            return bytes;
        }
        catch (InvalidDataException error)
        {
            throw Damaged(name, error);
        }
    }

    static bool TryBreakSeal(NativeBytes bytes)
    {
        long length = bytes.Length - Seal.Length;
        var end = new byte[Seal.Length];
        if (length < 0 || bytes.Read(length, end) < end.Length || !end.AsSpan().SequenceEqual(Seal))
        {
            return false;
        }
        bytes.Shorten(length);
        return true;
    }

    static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }
        return packed.ToArray();
    }

    static BadDataException Damaged(string name, Exception? inner) => new(
        $"{name} is not a whole gzip file: it is cut short, altered, or has other bytes after its end. Get it again.",
        inner);
}
