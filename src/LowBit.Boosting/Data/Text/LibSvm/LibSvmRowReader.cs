using System.Text;

namespace LowBit.Boosting;

/// <summary>Reads the rows of one stretch of a LibSVM file, checked. For one thread at a time.</summary>
sealed class LibSvmRowReader(LibSvmFile file)
{
    const int ShownBytes = 40, MaxDigits = 18;

    readonly LineCursor _line = file.NewCursor();

    /// <summary>All rows whose line starts from <paramref name="start"/> on and before <paramref name="end"/>.</summary>
    internal LibSvmPart Read(long start, long end)
    {
        var part = new LibSvmPart();
        if (!_line.SeekLine(start, end, start == file.Range.Start))
        {
            return part;
        }
        while (_line.Next() && _line.Offset < end)
        {
            if (!LibSvmFormat.Content(_line.Line).IsEmpty)
            {
                ReadRow(part);
            }
        }
        return part;
    }

    void ReadRow(LibSvmPart part)
    {
        var rest = LibSvmFormat.Content(_line.Line);
        ReadLabel(part, ref rest);
        ReadGroup(part, ref rest);
        long previous = -1;
        while (!rest.IsEmpty)
        {
            var field = LibSvmFormat.Take(ref rest);
            int colon = field.IndexOf((byte)':');
            if (colon < 0)
            {
                throw Bad($"{Show(field)} is no index:value. Mend the line.");
            }
            long index = ReadIndex(field[..colon]);
            if (index <= previous)
            {
                throw Bad($"index {index} stands after index {previous}; indices ascend within a row. Sort them, and leave out what stands twice.");
            }
            previous = index;
            part.AddEntry((int)index, ReadNumber(field[(colon + 1)..], field), file.ColumnLimit);
        }
        part.EndRow();
    }

    void ReadLabel(LibSvmPart part, ref ReadOnlySpan<byte> rest)
    {
        var after = rest;
        var first = LibSvmFormat.Take(ref after);
        bool isPair = first.Contains((byte)':');
        if (isPair == file.Format.HasLabel)
        {
            throw Bad(isPair
                ? "the row has no label in front of its entries, as the first row has. Put one there."
                : $"{Show(first)} stands where the first row has no label. Give every row a label or none.");
        }
        if (isPair)
        {
            return;
        }
        rest = after;
        if (first.Contains((byte)','))
        {
            throw Bad($"{Show(first)} are several labels; a row has one. Make a file for each label.");
        }
        double label = ReadNumber(first, first);
        if (file.NeedsLabels && !double.IsFinite(label))
        {
            throw Bad($"the label is {(double.IsNaN(label) ? "missing" : "infinite")}; every row needs a finite label: remove the row or fill it in.");
        }
        part.AddLabel(label);
    }

    void ReadGroup(LibSvmPart part, ref ReadOnlySpan<byte> rest)
    {
        bool hasGroup = LibSvmFormat.IsGroup(rest);
        if (hasGroup != file.Format.HasGroup)
        {
            throw Bad($"the row has {(hasGroup ? "a" : "no")} qid:, where the first row has {(hasGroup ? "none" : "one")}. Give every row a qid or none.");
        }
        if (hasGroup)
        {
            var field = LibSvmFormat.Take(ref rest);
            var digits = field["qid:".Length..];
            part.AddGroup(TryDigits(digits, out long group) ? group
                : throw Bad($"{Show(field)}: a qid is a whole number of at most {MaxDigits} digits. Mend the line."));
        }
    }

    long ReadIndex(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("qid"u8))
        {
            throw Bad("qid: stands behind an entry or twice; it stands once, behind the label. Mend the line.");
        }
        bool isLong = text.Length > MaxDigits && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (!TryDigits(text, out long index) && !isLong)
        {
            throw Bad($"index {Show(text)} is no whole number of at least 0. Mend the line.");
        }
        return !isLong && index <= file.LargestIndex ? index : throw Bad(
            $"index {Encoding.ASCII.GetString(text)} is too large: a file of {file.Range.End - file.Range.Start} bytes has indices up to {file.LargestIndex}. Number the columns without large gaps.");
    }

    double ReadNumber(ReadOnlySpan<byte> text, ReadOnlySpan<byte> field)
    {
        int end = text.IsEmpty ? 0 : _line.Start + Offset(text) + text.Length;
        if (!text.IsEmpty && NumberParser.TryParsePlain(_line.Buffer, end - text.Length, end, out double value))
        {
            return value;
        }
        return NumberParser.TryParse(text, out value) ? value : !text.IsEmpty && file.Marks.Contain(text) ? double.NaN
            : throw Bad($"{Show(field)} holds no number. Mend the line.");
    }

    int Offset(ReadOnlySpan<byte> text) =>
        _line.Line.Overlaps(text, out int offset) ? offset : throw new InvalidOperationException("a text of another line");

    static bool TryDigits(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        foreach (byte digit in text)
        {
            number = number * 10 + (digit - '0');
        }
        return text.Length is > 0 and <= MaxDigits && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    BadDataException Bad(string problem) => new($"{file.Source.Name} line {file.Source.LineAt(_line.Offset)}: {problem}");

    static string Show(ReadOnlySpan<byte> field)
    {
        string text = Encoding.UTF8.GetString(field[..Math.Min(field.Length, ShownBytes)]).ReplaceLineEndings(" ").Replace('\0', ' ');
        return field.Length > ShownBytes ? $"'{text}…'" : $"'{text}'";
    }
}
