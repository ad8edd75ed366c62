using System.Buffers;
using System.Globalization;
using System.Text;

namespace LowBit.Boosting;

/// <summary>A growing UTF-8 text; numbers go in without a string of their own.</summary>
sealed class Utf8Text(int capacity = 1 << 12)
{
    const int LongestNumber = 32;

    readonly ArrayBufferWriter<byte> _buffer = new(capacity);

    public int Length => _buffer.WrittenCount;

    public ReadOnlySpan<byte> Bytes => _buffer.WrittenSpan;

    public Utf8Text Add(ReadOnlySpan<byte> text)
    {
        _buffer.Write(text);
        return this;
    }

    public Utf8Text Add(string text)
    {
        Encoding.UTF8.GetBytes(text, _buffer);
        return this;
    }

    /// <summary>The shortest digits that read back to the same double.</summary>
    public Utf8Text Add(double value) => Add(value, "r");

    /// <summary>Six significant digits, as C's %g: for what no prediction depends on.</summary>
    public Utf8Text AddShort(double value) => Add(value, "g6");

    public Utf8Text Add(long value)
    {
        value.TryFormat(_buffer.GetSpan(LongestNumber), out int written, default, CultureInfo.InvariantCulture);
        _buffer.Advance(written);
        return this;
    }

    Utf8Text Add(double value, string format)
    {
        if (!double.IsFinite(value))
        {
            return Add(double.IsNaN(value) ? "nan"u8 : value > 0 ? "inf"u8 : "-inf"u8); // the words C reads
        }
        value.TryFormat(_buffer.GetSpan(LongestNumber), out int written, format, CultureInfo.InvariantCulture);
        _buffer.Advance(written);
        return this;
    }
}
