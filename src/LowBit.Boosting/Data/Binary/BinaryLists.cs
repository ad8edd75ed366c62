namespace LowBit.Boosting;

/// <summary>Lists and optional texts in a binary header: a count, then the elements.</summary>
static class BinaryLists
{
    public static void WriteAll<T>(this BinaryWriter writer, IReadOnlyCollection<T> list, Action<T> write)
    {
        writer.Write(list.Count);
        foreach (var element in list)
        {
            write(element);
        }
    }

    /// <summary>Reads a list; every element takes a byte at least, so a count cannot make it take more memory than the file.</summary>
    public static T[] ReadAll<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        int count = reader.ReadInt32();
        if (count < 0 || count > reader.BaseStream.Length - reader.BaseStream.Position)
        {
            throw new FormatException("a list is longer than the file");
        }
        var list = new T[count];
        for (int i = 0; i < count; i++)
        {
            list[i] = read(reader);
        }
        return list;
    }

    public static void WriteText(this BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    public static string? ReadText(this BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    public static void WriteTexts(this BinaryWriter writer, IReadOnlyList<string>? texts)
    {
        writer.Write(texts is not null);
        if (texts is not null)
        {
            writer.WriteAll(texts, writer.Write);
        }
    }

    public static string[]? ReadTexts(this BinaryReader reader) =>
        reader.ReadBoolean() ? reader.ReadAll(inner => inner.ReadString()) : null;
}
