namespace LowBit.Numerics;

/// <summary>A row's range and number as an integer: sorted, larger ranges come first, equal ones by the lower row.</summary>
static class RankingKey
{
    const uint Infinity = 0x7F80_0000;

    /// <param name="range">0 or more; NaN counts as infinite.</param>
    /// <param name="row">The row.</param>
    internal static ulong Of(float range, int row)
    {
        uint bits = float.IsNaN(range) ? Infinity : BitConverter.SingleToUInt32Bits(range);
        return (ulong)(Infinity - bits) << 32 | (uint)row;
    }

    internal static float Range(ulong key) => BitConverter.UInt32BitsToSingle(Infinity - (uint)(key >> 32));

    internal static int Row(ulong key) => (int)(uint)key;
}
