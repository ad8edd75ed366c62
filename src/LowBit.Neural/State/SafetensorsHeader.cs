using System.Text.Json;

namespace LowBit.Neural;

/// <summary>What the header of a safetensors file says, checked by itself.</summary>
/// <param name="Entries">Tensors, in the order of their places.</param>
/// <param name="Texts">The metadata.</param>
sealed record SafetensorsHeader(IReadOnlyList<SafetensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Most bytes of a header, as in the format's own reader.</summary>
    public const int MaxLength = 100_000_000;

    /// <summary>The member that is no tensor.</summary>
    public const string Metadata = "__metadata__";

    /// <summary>A tensor, and the place of its elements behind the header.</summary>
    public sealed record Entry(string Name, StateElement Type, long[] Shape, long Start, long End);

    // Elements are named as the format names them.
    static readonly string[] Elements = Enum.GetNames<StateElement>();

    /// <summary>Bytes of a tensor; null where a size is negative or the count beyond what an array holds.</summary>
    public static long? ByteCount(StateElement type, long[] shape)
    {
        Int128 count = StateTensor.ElementSize(type);
        foreach (long size in shape)
        {
            // beyond 2⁶³ it stays there unless a later size is 0: that is refused too, as in the format's own reader
            count *= size;
            if (size < 0 || count > long.MaxValue)
            {
                return null;
            }
        }
        return count > Array.MaxLength ? null : (long)count;
    }

    /// <param name="file">What errors call the file.</param>
    /// <param name="json">The header, padding included.</param>
    /// <param name="dataLength">Bytes behind it.</param>
    /// <exception cref="SafetensorsException">It is not of the format.</exception>
    public static SafetensorsHeader Parse(string file, ReadOnlyMemory<byte> json, long dataLength)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 4 });
            var header = Parse(file, document.RootElement);
            RequireNoHoles(file, header.Entries, dataLength);
            return header;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for text that is no UTF-8
        {
            throw Error(file, "has a header that is no valid JSON");
        }
    }

    static SafetensorsHeader Parse(string file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Error(file, "has a header that is no JSON object");
        }
        var entries = new List<Entry>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name.Length == 0 || !names.Add(member.Name))
            {
                throw Error(file, member.Name.Length == 0 ? "has a tensor without a name" : $"names {Shown(member.Name)} twice");
            }
            if (member.Name == Metadata)
            {
                ParseMetadata(file, member.Value, texts);
                continue;
            }
            entries.Add(ParseEntry(file, member.Name, member.Value));
        }
        return new([.. entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End)], texts);
    }

    static void ParseMetadata(string file, JsonElement value, Dictionary<string, string> texts)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Error(file, "has metadata that are no JSON object");
        }
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String)
            {
                throw Error(file, $"has metadata {Shown(member.Name)} that are no text");
            }
            if (!texts.TryAdd(member.Name, member.Value.GetString()!))
            {
                throw Error(file, $"has metadata {Shown(member.Name)} twice");
            }
        }
    }

    static Entry ParseEntry(string file, string name, JsonElement value)
    {
        string what = $"tensor {Shown(name)}";
        if (value.ValueKind != JsonValueKind.Object
            || !value.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)
                .SequenceEqual(["data_offsets", "dtype", "shape"]))
        {
            throw Error(file, $"does not say dtype, shape and data_offsets of {what}, each once");
        }
        var dtype = value.GetProperty("dtype");
        if (dtype.ValueKind != JsonValueKind.String || Array.IndexOf(Elements, dtype.GetString()) < 0)
        {
            throw Error(file, $"has {what} of dtype {Shown(dtype.ToString())}; read are {string.Join(", ", Elements)}");
        }
        var type = Enum.Parse<StateElement>(dtype.GetString()!);
        long[] shape = Numbers(value.GetProperty("shape")) ?? throw Error(file, $"has {what} whose shape is no list of whole numbers");
        if (Numbers(value.GetProperty("data_offsets")) is not [var start, var end] || start > end)
        {
            throw Error(file, $"has {what} whose data_offsets are not a start and an end");
        }
        string needed = ByteCount(type, shape) is { } count ? $"{count}" : "more than can be";
        return ByteCount(type, shape) == end - start ? new(name, type, shape, start, end) : throw Error(
            file, $"has {what} of {end - start} bytes; {type} [{Cut(string.Join(", ", shape))}] takes {needed}");
    }

    static long[]? Numbers(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }
        var numbers = new long[value.GetArrayLength()];
        int count = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long number) || number < 0)
            {
                return null;
            }
            numbers[count++] = number;
        }
        return numbers;
    }

    static void RequireNoHoles(string file, IReadOnlyList<Entry> entries, long dataLength)
    {
        long end = 0;
        foreach (var entry in entries)
        {
            if (entry.Start != end)
            {
                throw Error(file, $"has {(entry.Start < end ? "an overlap" : "a hole")} before tensor {Shown(entry.Name)}");
            }
            end = entry.End;
        }
        if (end != dataLength)
        {
            throw Error(file, end > dataLength
                ? $"is cut short: tensors take {end} bytes, {dataLength} are there" : $"has {dataLength - end} bytes behind the last tensor");
        }
    }

    public static SafetensorsException Error(string file, string problem) =>
        new($"{file} {problem}; take a complete safetensors file, as it was written.");

    /// <summary>A text of the file for a message of one line.</summary>
    static string Shown(string text) => $"'{JsonEncodedText.Encode(Cut(text))}'";

    static string Cut(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
