using System.Globalization;
using System.Numerics;

namespace LowBit.Boosting;

/// <summary>The values of a line, parted by spaces.</summary>
ref struct ModelTokens(ReadOnlySpan<byte> text)
{
    ReadOnlySpan<byte> _rest = text;

    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        _rest = _rest.TrimStart((byte)' ');
        int length = _rest.IndexOf((byte)' ');
        Current = length < 0 ? _rest : _rest[..length];
        _rest = _rest[Current.Length..];
        return !Current.IsEmpty;
    }

    public readonly int Count()
    {
        var tokens = this;
        int count = 0;
        while (tokens.MoveNext())
        {
            count++;
        }
        return count;
    }

    /// <summary>Reads a number that fills the token; a real one may also be inf or nan, as C writes them.</summary>
    public static bool TryParse<T>(ReadOnlySpan<byte> token, out T? number) where T : INumberBase<T>
    {
        const NumberStyles real =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        bool isReal = typeof(T) == typeof(double) || typeof(T) == typeof(float);
        var style = isReal ? real : NumberStyles.AllowLeadingSign;
        if (T.TryParse(token, style, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }
        if (!isReal || !(token.SequenceEqual("inf"u8) || token.SequenceEqual("-inf"u8)))
        {
            return false;
        }
        number = T.CreateChecked(token[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity);
        return true;
    }
}
