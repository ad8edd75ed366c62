using System.Buffers.Binary;
using System.Text.Json;

namespace LowBit.Neural;

/// <summary>Bytes of a safetensors file.</summary>
static class SafetensorsWriter
{
    /// <summary>The header with its length before it and the padding behind it.</summary>
    /// <exception cref="SafetensorsException">Names, shapes or lengths that cannot be.</exception>
    public static byte[] Header(SafetensorsFile file)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[sizeof(ulong)]);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            WriteMetadata(json, file.Metadata);
            WriteTensors(json, file.Tensors);
            json.WriteEndObject();
        }
        while (stream.Length % sizeof(ulong) != 0)
        {
            stream.WriteByte((byte)' ');
        }
        long length = stream.Length - sizeof(ulong);
        if (length > SafetensorsHeader.MaxLength)
        {
            throw new SafetensorsException(
                $"names and metadata take {length} bytes; a safetensors header holds at most {SafetensorsHeader.MaxLength}.");
        }
        byte[] header = stream.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        return header;
    }

    public static void Write(Stream stream, ReadOnlySpan<byte> header, IEnumerable<StateTensor> tensors)
    {
        stream.Write(header);
        foreach (var tensor in tensors)
        {
            stream.Write(tensor.Data);
        }
    }

    static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }
        json.WriteStartObject(SafetensorsHeader.Metadata);
        foreach (var (name, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            RequireText(name);
            RequireText(value);
            json.WriteString(name, value);
        }
        json.WriteEndObject();
    }

    static void WriteTensors(Utf8JsonWriter json, IReadOnlyList<StateTensor> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsHeader.Metadata };
        long offset = 0;
        foreach (var tensor in tensors)
        {
            string name = tensor.Name;
            RequireText(name);
            if (!names.Add(name))
            {
                throw new SafetensorsException($"two tensors are named {name}, or it is a word of the format; give each its own name.");
            }
            json.WriteStartObject(name);
            json.WriteString("dtype"u8, tensor.Type.ToString());
            WriteNumbers(json, "shape"u8, tensor.Shape);
            WriteNumbers(json, "data_offsets"u8, [offset, offset += tensor.Data.Length]);
            json.WriteEndObject();
        }
    }

    static void WriteNumbers(Utf8JsonWriter json, ReadOnlySpan<byte> name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }
        json.WriteEndArray();
    }

    // The JSON writer would put a replacement character in the place of half a surrogate pair: another name.
    static void RequireText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            i += isPair ? 1 : 0;
            if (!isPair && char.IsSurrogate(text[i]))
            {
                throw new SafetensorsException("a name or text of the metadata holds half of a surrogate pair; it has no UTF-8.");
            }
        }
    }
}
