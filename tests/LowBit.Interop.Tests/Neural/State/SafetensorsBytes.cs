using System.Buffers.Binary;
using System.Text;
using LowBit.Neural;

namespace LowBit.Interop.Tests;

/// <summary>Files of the format, put together by hand.</summary>
static class SafetensorsBytes
{
    public static byte[] Of(string header, int dataLength)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var file = new byte[sizeof(ulong) + json.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)json.Length);
        json.CopyTo(file, sizeof(ulong));
        return file;
    }

    public static byte[] Of(SafetensorsFile content)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, SafetensorsWriter.Header(content), content.Tensors);
        return stream.ToArray();
    }

    public static SafetensorsFile Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return SafetensorsReader.Read("t.safetensors", stream);
    }

    public static SafetensorsFile Small { get; } = new(
        [
            new("layer.weight", StateElement.F32, [2, 3], [.. Enumerable.Range(0, 24).Select(i => (byte)i)]),
            new("layer.bias", StateElement.BF16, [3], [1, 2, 3, 4, 5, 6]),
            new("count", StateElement.I64, [], [1, 0, 0, 0, 0, 0, 0, 0]),
            new("none", StateElement.I8, [0, 4], []),
            new("half ü \"quoted\"", StateElement.F16, [1], [0, 60]),
            new("codes", StateElement.U8, [5], [9, 8, 7, 6, 5]),
            new("levels", StateElement.I32, [1, 1], [1, 2, 3, 4]),
        ],
        new Dictionary<string, string> { ["format"] = "pt", ["a text"] = "line\nline ü" });
}
