using System.Text;

namespace LowBit.Boosting;

/// <summary>A file of numbers, as many on each line as on the first, with tabs or blanks between; blank lines are skipped.</summary>
sealed class NumberLines
{
    readonly string _path;

    NumberLines(string path, double[] values, int width) => (_path, Values, Width) = (path, values, width);

    /// <summary>[lines × Width].</summary>
    public double[] Values { get; }

    /// <summary>Numbers on a line.</summary>
    public int Width { get; }

    int LineCount => Values.Length / Width;

    /// <exception cref="BadDataException">A field is no number, or a line has more or fewer than the first.</exception>
    public static NumberLines Read(string path)
    {
        using var source = ByteSource.Open(path);
        var values = new List<double>();
        var line = Lines(source);
        int width = 0;
        while (line.Next())
        {
            var rest = line.Line.Trim(" \t"u8);
            int count = values.Count;
            while (!rest.IsEmpty)
            {
                var field = LibSvmFormat.Take(ref rest);
                values.Add(NumberParser.TryParse(field, out double value) ? value : throw Bad(
                    source, line.Offset, $"'{Encoding.UTF8.GetString(field[..Math.Min(field.Length, 40)]).Replace('\0', ' ')}' is no number. Mend the line."));
            }
            count = values.Count - count;
            width = width == 0 ? count : width;
            if (count > 0 && count != width)
            {
                throw Bad(source, line.Offset, $"{count} numbers, where the first line has {width}. Mend the line.");
            }
        }
        return new(path, [.. values], Math.Max(width, 1));
    }

    /// <summary>All numbers of the first field, then of the second, ….</summary>
    public double[] ByColumn()
    {
        var columns = new double[Values.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i % Width * LineCount + i / Width] = Values[i];
        }
        return columns;
    }

    public void CheckWidth(int width, string words)
    {
        if (Width != width)
        {
            throw new BadDataException($"{_path} has {Width} numbers on a line; it holds {words}.");
        }
    }

    public void CheckEach(Predicate<double> isAllowed, string words)
    {
        int bad = Array.FindIndex(Values, value => !isAllowed(value));
        if (bad >= 0)
        {
            throw new BadDataException(FormattableString.Invariant($"{_path} line {LineOf(bad / Width)}: {Values[bad]:R} is {words}."));
        }
    }

    public void CheckCount(int rowCount, string data)
    {
        if (LineCount != rowCount)
        {
            throw new BadDataException($"{_path} has {LineCount} lines with numbers; {data} has {rowCount} rows. One line a row is needed.");
        }
    }

    static LineCursor Lines(ByteSource source)
    {
        var range = RowRange.Of(source);
        var line = new LineCursor(source, range.End, TextSizes.Default);
        line.Seek(range.Start);
        return line;
    }

    long LineOf(int index)
    {
        using var source = ByteSource.Open(_path);
        var line = Lines(source);
        for (int lines = -1; lines < index && line.Next();)
        {
            lines += line.Line.Trim(" \t"u8).IsEmpty ? 0 : 1;
        }
        return source.LineAt(line.Offset);
    }

    static BadDataException Bad(ByteSource source, long offset, string problem) =>
        new($"{source.Name} line {source.LineAt(offset)}: {problem}");
}
