using System.Numerics;
using System.Text;

namespace LowBit.Boosting;

/// <summary>
/// The "key=value" lines of a header or of a tree, in any order. Nothing is allocated for what a line only announces:
/// an array is as long as the values that stand there.
/// </summary>
/// <param name="name">What errors call the file.</param>
/// <param name="text">The whole file.</param>
/// <param name="owner">What the fields belong to, for errors: "tree 3".</param>
/// <param name="firstLine">Where it starts; stands for a key that is missing.</param>
ref struct ModelFields(string name, ReadOnlySpan<byte> text, string owner, int firstLine)
{
    readonly ReadOnlySpan<byte> _text = text;
    readonly Dictionary<string, (int Start, int Length, int Line)> _fields = [];

    /// <summary>Takes the current line; a line without "=" is a key without a value.</summary>
    public readonly void Add(in ModelLines lines)
    {
        var line = lines.Current;
        int keyLength = line.IndexOf((byte)'=');
        if (keyLength < 0)
        {
            keyLength = line.Length;
        }
        int valueStart = Math.Min(keyLength + 1, line.Length);
        string key = Encoding.UTF8.GetString(line[..keyLength]);
        if (!_fields.TryAdd(key, (lines.Start + valueStart, line.Length - valueStart, lines.Number)))
        {
            throw Error(key, $"stands there again on line {lines.Number}; delete one of the two");
        }
    }

    public readonly bool Has(string key) => _fields.ContainsKey(key);

    /// <summary>The value of a key as it is written; empty where the key is missing.</summary>
    public readonly ReadOnlySpan<byte> Bytes(string key) =>
        _fields.TryGetValue(key, out var field) ? _text.Slice(field.Start, field.Length) : default;

    public readonly string Text(string key) => Encoding.UTF8.GetString(Bytes(key));

    /// <summary>One whole number that must be there and lie in a range.</summary>
    public readonly int Integer(string key, int smallest, int largest = int.MaxValue)
    {
        if (ModelTokens.TryParse<int>(Bytes(key), out int value) && value >= smallest && value <= largest)
        {
            return value;
        }
        string found = Has(key) ? $"is \"{ModelLines.Excerpt(Bytes(key))}\"" : "is missing";
        throw Error(key, $"{found}; {smallest} to {largest} are allowed");
    }

    /// <summary>All the numbers of a value; none where the key is missing.</summary>
    public readonly T[] Numbers<T>(string key) where T : INumberBase<T>
    {
        var tokens = new ModelTokens(Bytes(key));
        var numbers = new T[tokens.Count()];
        for (int i = 0; tokens.MoveNext(); i++)
        {
            numbers[i] = ModelTokens.TryParse<T>(tokens.Current, out var number)
                ? number!
                : throw Error(key, $"has \"{ModelLines.Excerpt(tokens.Current)}\" where {typeof(T).Name} is expected");
        }
        return numbers;
    }

    public readonly BadModelException Error(string key, string problem)
    {
        int line = _fields.TryGetValue(key, out var field) ? field.Line : firstLine;
        return new($"{name} line {line}: {ModelLines.Excerpt(Encoding.UTF8.GetBytes(key))} of {owner} {problem}");
    }
}
