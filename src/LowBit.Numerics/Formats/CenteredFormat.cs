namespace LowBit.Numerics;

/// <summary>
/// The numbers (k + ½) for k = −2^(b−1) … 2^(b−1) − 1: an even count of equal steps, symmetric, without zero [QuEST]. The code
/// is k in two's complement; what is beyond the ends becomes the nearest end, NaN becomes +½.
/// </summary>
public static class CenteredFormat
{
    /// <summary>The centred format.</summary>
    /// <param name="bits">1 … 8; one bit holds −½ and +½.</param>
    public static CodebookFormat Of(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        int count = 1 << bits, half = count / 2;
        var values = Enumerable.Range(0, count).Select(code => (code < half ? code : code - count) + 0.5f).ToArray();
        return CodebookFormat.Of($"Centered{bits}", values);
    }
}
