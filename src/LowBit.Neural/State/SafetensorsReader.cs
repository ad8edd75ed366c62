using System.Buffers.Binary;

namespace LowBit.Neural;

/// <summary>Reads a safetensors file.</summary>
static class SafetensorsReader
{
    /// <param name="file">What errors call the file.</param>
    /// <param name="stream">One whose length is known.</param>
    /// <exception cref="SafetensorsException">It is not of the format.</exception>
    public static SafetensorsFile Read(string file, Stream stream)
    {
        byte[] json = ReadHeader(file, stream);
        var header = SafetensorsHeader.Parse(file, json, stream.Length - stream.Position);
        var tensors = new List<StateTensor>(header.Entries.Count);
        foreach (var entry in header.Entries)
        {
            var data = new byte[entry.End - entry.Start];
            Fill(file, stream, data);
            tensors.Add(new(entry.Name, entry.Type, entry.Shape, data));
        }
        return new(tensors, header.Texts);
    }

    static byte[] ReadHeader(string file, Stream stream)
    {
        if (stream.Length < sizeof(ulong))
        {
            throw SafetensorsHeader.Error(file, $"has {stream.Length} bytes, too few for the length of a header");
        }
        var prefix = new byte[sizeof(ulong)];
        Fill(file, stream, prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaxLength)
        {
            throw SafetensorsHeader.Error(file, $"states a header of {length} bytes; allowed are {SafetensorsHeader.MaxLength}");
        }
        if (length > (ulong)(stream.Length - stream.Position))
        {
            throw SafetensorsHeader.Error(
                file, $"is cut short: it states a header of {length} bytes, {stream.Length - stream.Position} are there");
        }
        var json = new byte[length];
        Fill(file, stream, json);
        return json;
    }

    static void Fill(string file, Stream stream, byte[] bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw SafetensorsHeader.Error(file, "became shorter while it was read");
        }
    }
}
