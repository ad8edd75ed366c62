namespace LowBit.Numerics;

/// <summary>Doubles as integers of the same order: −∞ &lt; … &lt; −0 &lt; +0 &lt; … &lt; +∞.</summary>
static class OrderedBits
{
    const ulong Sign = 1ul << 63;

    internal static ulong Of(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        return bits ^ ((ulong)((long)bits >> 63) | Sign); // negative: all bits turn; else the sign alone
    }

    internal static double ToDouble(ulong ordered) =>
        BitConverter.UInt64BitsToDouble((ordered & Sign) != 0 ? ordered ^ Sign : ~ordered);
}
