using System.Text;

namespace LowBit.Boosting;

/// <summary>The codes of a text column: positions of its distinct texts in the order of their UTF-8 bytes.</summary>
sealed class TextColumn
{
    readonly TextSet _fields;
    readonly double[] _codes;

    /// <param name="fields">The distinct fields of the column, missing ones among them.</param>
    /// <param name="marks">What stands for a missing field.</param>
    internal TextColumn(TextSet fields, MissingMarks marks)
    {
        var numbers = Enumerable.Range(0, fields.Count).Where(i => !marks.Contain(FieldText.Trim(fields[i]))).ToArray();
        Array.Sort(numbers, (a, b) => fields[a].SequenceCompareTo(fields[b]));
        _fields = fields;
        _codes = new double[fields.Count];
        _codes.AsSpan().Fill(double.NaN);
        for (int code = 0; code < numbers.Length; code++)
        {
            _codes[numbers[code]] = code;
        }
        Texts = [.. numbers.Select(number => Encoding.UTF8.GetString(fields[number]))];
        AreNumbers = Array.TrueForAll(numbers, number => NumberParser.TryParse(FieldText.Trim(fields[number]), out _));
    }

    /// <summary>The distinct texts; the position is the code.</summary>
    internal string[] Texts { get; }

    /// <summary>Whether every text is a number.</summary>
    internal bool AreNumbers { get; }

    /// <summary>The code of a field, NaN if it is missing; false if the column does not have it.</summary>
    internal bool Find(ReadOnlySpan<byte> field, out double code)
    {
        int number = _fields.Find(field);
        code = number < 0 ? double.NaN : _codes[number];
        return number >= 0;
    }
}
