using System.Text;
using System.Text.Unicode;

namespace LowBit.Boosting;

/// <summary>A model file line by line, with the numbers that errors name. "\n" and "\r\n" end a line.</summary>
ref struct ModelLines(string name, ReadOnlySpan<byte> text)
{
    readonly ReadOnlySpan<byte> _text = text;
    int _next;

    /// <summary>The line without its end; empty behind the last one.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Number of the line, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Byte that the line starts at; behind the last line the length of the text.</summary>
    public int Start { get; private set; }

    /// <summary>There is a line here.</summary>
    public readonly bool HasCurrent => Start < _text.Length;

    public bool MoveNext()
    {
        (Start, Number) = (_next, Number + 1);
        var rest = _text[Start..];
        int length = rest.IndexOf((byte)'\n');
        _next = length < 0 ? _text.Length : Start + length + 1;
        Current = length < 0 ? rest : rest[..length];
        if (Current is [.., (byte)'\r'])
        {
            Current = Current[..^1];
        }
        return Utf8.IsValid(Current) ? HasCurrent : throw Error("the line is not UTF-8; convert the file to UTF-8");
    }

    public void SkipBlank()
    {
        while (HasCurrent && Current.IsEmpty)
        {
            MoveNext();
        }
    }

    /// <summary>Moves on to the last line of a section; its text with "\n" between the lines.</summary>
    public string ReadSection(ReadOnlySpan<byte> lastLine)
    {
        var (start, firstLine) = (_next, Number);
        while (MoveNext())
        {
            if (Current.SequenceEqual(lastLine))
            {
                return Encoding.UTF8.GetString(_text[start..Start])
                    .Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
            }
        }
        throw Error(firstLine, $"\"{Encoding.UTF8.GetString(lastLine)}\" does not follow; the file was cut short");
    }

    public readonly BadModelException Error(string problem) => Error(Number, problem);

    public readonly BadModelException Error(int line, string problem) => new($"{name} line {line}: {problem}");

    /// <summary>A line for an error: its first 60 signs.</summary>
    public static string Excerpt(ReadOnlySpan<byte> text)
    {
        const int longest = 60;
        string line = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * longest)]);
        return line.Length > longest ? line[..longest] + "…" : line;
    }
}
