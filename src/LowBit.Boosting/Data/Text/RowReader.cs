using System.Text.Unicode;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>Reads the rows of a text file one after the other, checked. For one thread at a time.</summary>
sealed class RowReader(TextFile file)
{
    /// <summary>Fewer fields, and longer ones on average, are parsed faster one by one.</summary>
    const int FewFields = 4, LongFields = 16;

    readonly RowCursor _row = file.NewCursor();
    readonly FieldText _texts = new();
    readonly NumberField _numbers = new(file.Marks);
    readonly FieldKernel _kernel = FieldKernel.For(file.Source.Length < file.Sizes.VectorBytes ? KernelPath.Scalar : Isa.Best);
    readonly FieldKernel _oneByOne = FieldKernel.For(KernelPath.Scalar);
    readonly int[] _others = new int[file.Dialect.ColumnCount];

    /// <summary>The row that comes next; before the first seek far from every row.</summary>
    internal int NextRow { get; private set; } = int.MinValue;

    /// <summary>Goes to before a row.</summary>
    internal void Seek(int row)
    {
        _row.Seek(file.Index.OffsetOf(row));
        NextRow = row;
    }

    /// <summary>Goes to the next row without looking at it.</summary>
    internal void Skip()
    {
        if (!_row.Next())
        {
            throw file.Source.Changed();
        }
        NextRow++;
    }

    /// <summary>Goes to the next row, which has a field for each column.</summary>
    internal void Next()
    {
        Skip();
        if (_row.FieldCount != file.Dialect.ColumnCount)
        {
            throw file.WrongFieldCount(_row);
        }
    }

    /// <summary>The text of a field of the row, good until the next call.</summary>
    internal ReadOnlySpan<byte> Text(int column) =>
        _texts.TryRead(_row.Field(column), out var text) ? text : throw file.StrayQuote(_row, column);

    /// <summary>Adds the text of a field of the row to the distinct texts of its column.</summary>
    internal void AddText(int column, TextSet destination)
    {
        var text = Text(column);
        if (destination.Find(text) >= 0)
        {
            return;
        }
        if (!Utf8.IsValid(text))
        {
            throw file.NotUtf8(_row, column);
        }
        if (!destination.TryAdd(text))
        {
            throw file.TooManyTexts(column);
        }
    }

    /// <summary>The number of a field of the row, NaN if it is missing; false if it is neither.</summary>
    internal bool TryReadNumber(int column, out double value) => _numbers.TryRead(_row.Field(column), out value);

    /// <summary>All fields of the row.</summary>
    /// <param name="columns">What they hold.</param>
    /// <param name="destination">out: [ColumnCount] numbers and codes, NaN where a field is missing.</param>
    internal void ReadValues(RowColumns columns, Span<double> destination)
    {
        foreach (var (first, count) in columns.Numbers)
        {
            ReadNumbers(first, destination.Slice(first, count));
        }
        foreach (var (column, codes) in columns.Texts)
        {
            destination[column] = codes.Find(Text(column), out double code) ? code : throw file.Source.Changed();
        }
    }

    void ReadNumbers(int first, Span<double> destination)
    {
        var ends = _row.Ends.Slice(first, destination.Length + 1);
        bool takesOne = destination.Length < FewFields || ends[^1] - ends[0] > (LongFields + 1) * destination.Length;
        int others = (takesOne ? _oneByOne : _kernel).ParseRow(_row.Buffer, ends, destination, _others);
        foreach (int field in _others.AsSpan(0, others))
        {
            if (!TryReadNumber(first + field, out destination[field]))
            {
                throw file.NotNumber(_row, first + field);
            }
        }
        if (file.Marks.HaveValues)
        {
            foreach (ref double value in destination)
            {
                value = file.Marks.Blank(value);
            }
        }
    }

    /// <summary>Where a field of the row stands; the row may have fewer fields than it should.</summary>
    internal string Place(int column) => file.Place(_row.OffsetOf(Math.Min(column, _row.FieldCount - 1)), column);
}
