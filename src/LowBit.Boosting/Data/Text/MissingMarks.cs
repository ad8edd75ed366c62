using System.Text;

namespace LowBit.Boosting;

/// <summary>The texts that stand for a missing field.</summary>
sealed class MissingMarks
{
    // By their first byte, so that most fields are compared with none.
    readonly byte[][][] _texts;
    readonly bool _hasEmpty;
    readonly double[] _values;

    internal MissingMarks(IEnumerable<string> marks)
    {
        byte[][] all = [.. marks.Select(mark => FieldText.Trim(Encoding.UTF8.GetBytes(mark)).ToArray())];
        byte[][] filled = [.. all.Where(mark => mark.Length > 0)];
        _texts = [.. Enumerable.Range(0, 256).Select(first => filled.Where(mark => mark[0] == first).ToArray())];
        _hasEmpty = filled.Length < all.Length;
        _values = [.. filled.Select(ValueOf).Where(value => !double.IsNaN(value))];
    }

    /// <summary>Whether any mark is a number.</summary>
    internal bool HaveValues => _values.Length > 0;

    /// <summary>Whether a text without blanks around it is a mark.</summary>
    internal bool Contain(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return _hasEmpty;
        }
        foreach (var mark in _texts[text[0]])
        {
            if (text.SequenceEqual(mark))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>NaN for a number that is a mark, else the number.</summary>
    internal double Blank(double value) => Array.IndexOf(_values, value) < 0 ? value : double.NaN;

    static double ValueOf(byte[] text) => NumberParser.TryParse(text, out double value) ? value : double.NaN;
}
