namespace LowBit.Boosting;

/// <summary>Tells LibSVM files from tables of fields by their first rows, and what their rows begin with.</summary>
/// <param name="HasLabel">Rows begin with a label.</param>
/// <param name="HasGroup">Rows have a group, <c>qid:</c>.</param>
readonly record struct LibSvmFormat(bool HasLabel, bool HasGroup)
{
    const int LookRows = 2;

    static ReadOnlySpan<byte> Blanks => " \t"u8;

    static ReadOnlySpan<byte> GroupKey => "qid:"u8;

    /// <summary>
    /// The format, or null for any other file. The first row decides, or the second where the first is a label alone: every
    /// field behind the first is <c>index:…</c> or <c>qid:…</c>, without comma, semicolon or quote, and there is one at least.
    /// </summary>
    internal static LibSvmFormat? Of(ByteSource source, TextSizes sizes)
    {
        if (source.Length == 0)
        {
            return null;
        }
        var range = RowRange.Of(source);
        var line = new LineCursor(source, range.End, sizes);
        line.Seek(range.Start);
        LibSvmFormat? format = null;
        bool hasPair = false;
        for (int rows = 0; rows < LookRows && !hasPair && line.Next();)
        {
            var row = Content(line.Line);
            if (row.IsEmpty)
            {
                continue;
            }
            if (!IsRow(row, out var found, ref hasPair))
            {
                return null;
            }
            format ??= found;
            rows++;
        }
        return hasPair ? format : null;
    }

    /// <summary>A line without comment and blanks around it; empty where it is no row.</summary>
    internal static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> line)
    {
        int comment = line.IndexOf((byte)'#');
        return (comment < 0 ? line : line[..comment]).Trim(Blanks);
    }

    /// <summary>The first field of what is left of a row; goes behind it.</summary>
    internal static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOfAny(Blanks);
        var field = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..].TrimStart(Blanks);
        return field;
    }

    internal static bool IsGroup(ReadOnlySpan<byte> field) => field.StartsWith(GroupKey);

    static bool IsRow(ReadOnlySpan<byte> row, out LibSvmFormat format, ref bool hasPair)
    {
        var rest = row;
        var first = Take(ref rest);
        bool hasLabel = !IsPair(first);
        format = new(hasLabel, IsGroup(hasLabel ? rest : first));
        if (hasLabel && (first.Contains((byte)':') || !IsLabel(first)))
        {
            return false;
        }
        hasPair |= !hasLabel;
        while (!rest.IsEmpty)
        {
            if (!IsPair(Take(ref rest)))
            {
                return false;
            }
            hasPair = true;
        }
        return true;
    }

    static bool IsPair(ReadOnlySpan<byte> field)
    {
        int colon = field.IndexOf((byte)':');
        var key = colon < 0 ? [] : field[..colon];
        bool isKey = key.SequenceEqual("qid"u8)
            || key.TrimStart("+-"u8) is { Length: > 0 } digits && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        return isKey && field.IndexOfAny(",;\""u8) < 0;
    }

    /// <summary>A number, several of them with commas between, or a word without any mark of other formats.</summary>
    static bool IsLabel(ReadOnlySpan<byte> field)
    {
        bool areNumbers = true;
        foreach (var part in field.Split((byte)','))
        {
            areNumbers &= NumberParser.TryParse(field[part], out _);
        }
        return areNumbers || field.IndexOfAny(",;\""u8) < 0;
    }
}
