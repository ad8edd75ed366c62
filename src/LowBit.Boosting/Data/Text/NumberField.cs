namespace LowBit.Boosting;

/// <summary>Reads any field of a numeric column: plain, quoted, missing. For one thread at a time.</summary>
sealed class NumberField(MissingMarks marks)
{
    readonly FieldText _text = new();

    /// <param name="field">The field as it stands in the file.</param>
    /// <param name="value">out: the nearest double; NaN where the field is missing.</param>
    /// <returns>False for a field that is neither number nor missing.</returns>
    internal bool TryRead(ReadOnlySpan<byte> field, out double value)
    {
        value = double.NaN;
        if (field.IsEmpty)
        {
            return marks.Contain(field);
        }
        if (!_text.TryRead(field, out var text))
        {
            return false;
        }
        text = FieldText.Trim(text);
        if (marks.Contain(text))
        {
            return true;
        }
        bool known = NumberParser.TryParse(text, out value);
        value = marks.HaveValues ? marks.Blank(value) : value;
        return known;
    }
}
