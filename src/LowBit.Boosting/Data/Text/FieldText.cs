namespace LowBit.Boosting;

/// <summary>Takes the quotes off a field. Holds a buffer for doubled quotes: for one thread at a time.</summary>
sealed class FieldText
{
    byte[] _undoubled = [];

    static ReadOnlySpan<byte> Blanks => " \t"u8;

    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(Blanks);

    /// <summary>
    /// A field without quotes is its own text, blanks included. A quoted field is what stands between its quotes, a
    /// doubled quote once; only blanks may stand outside them. False for quotes anywhere else.
    /// </summary>
    /// <param name="field">The field as it stands in the file.</param>
    /// <param name="text">out: its text, good until the next call.</param>
    internal bool TryRead(ReadOnlySpan<byte> field, out ReadOnlySpan<byte> text)
    {
        text = field;
        int opening = field.IndexOf(Quotes.Mark);
        if (opening < 0)
        {
            return true;
        }
        var rest = field[(opening + 1)..];
        int closing = rest.IndexOf(Quotes.Mark);
        if (closing < 0 || !Trim(field[..opening]).IsEmpty)
        {
            return false;
        }
        text = rest[..closing];
        return Trim(rest[(closing + 1)..]).IsEmpty || TryUndouble(rest, out text);
    }

    bool TryUndouble(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        if (_undoubled.Length < rest.Length)
        {
            _undoubled = new byte[2 * rest.Length];
        }
        int count = 0;
        int closing = rest.IndexOf(Quotes.Mark);
        while (closing >= 0 && closing + 1 < rest.Length && rest[closing + 1] == Quotes.Mark)
        {
            rest[..(closing + 1)].CopyTo(_undoubled.AsSpan(count));
            count += closing + 1;
            rest = rest[(closing + 2)..];
            closing = rest.IndexOf(Quotes.Mark);
        }
        if (closing < 0 || !Trim(rest[(closing + 1)..]).IsEmpty)
        {
            text = default;
            return false;
        }
        rest[..closing].CopyTo(_undoubled.AsSpan(count));
        text = _undoubled.AsSpan(0, count + closing);
        return true;
    }
}
