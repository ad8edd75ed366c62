using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>
/// Which bytes stand inside quotes: those after an odd number of them. A doubled quote closes and opens again.
/// </summary>
struct Quotes(bool isInside)
{
    internal const byte Mark = (byte)'"';

    ulong _carry = isInside ? ulong.MaxValue : 0;

    /// <summary>Whether the next byte stands inside.</summary>
    internal readonly bool IsInside => _carry != 0;

    /// <summary>One bit for each of the next 64 bytes that stands inside; closing quotes are outside.</summary>
    /// <param name="quotes">One bit for each quote.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Next(ulong quotes)
    {
        if (quotes == 0)
        {
            return _carry;
        }
        ulong inside = ByteMask.PrefixXor(quotes) ^ _carry;
        _carry = (ulong)((long)inside >> 63);
        return inside;
    }
}
