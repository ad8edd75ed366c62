using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>
/// The k-th smallest magnitude, digit by digit from the top: bits of magnitudes are integers of their order, and counts
/// depend on no order.
/// </summary>
sealed record QuantileStatistic(double Fraction) : ScaleStatistic
{
    const uint Magnitude = 0x7FFF_FFFF;
    const int FewValues = 128; // below, sorting costs less than clearing counts
    const int DigitBits = 11; // 31 bits in three digits: 11, 11 and 9

    public override double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path)
    {
        float max = Numerics.AbsMax.Of(block, path);
        if (block.IsEmpty || !float.IsFinite(max))
        {
            return max;
        }
        int rank = Math.Clamp((int)Math.Ceiling(Fraction * block.Length), 1, block.Length);
        var bits = MemoryMarshal.Cast<float, uint>(block);
        return BitConverter.UInt32BitsToSingle(block.Length < FewValues ? BySorting(bits, rank) : ByCounting(bits, rank));
    }

    static uint BySorting(ReadOnlySpan<uint> bits, int rank)
    {
        Span<uint> sorted = stackalloc uint[bits.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            sorted[i] = bits[i] & Magnitude;
        }
        sorted.Sort();
        return sorted[rank - 1];
    }

    static uint ByCounting(ReadOnlySpan<uint> bits, int rank)
    {
        Span<int> counts = stackalloc int[1 << DigitBits];
        uint prefix = 0;
        int known = 0; // upper bits of the 31 that are found
        for (int below = rank - 1; known < 31;)
        {
            int width = Math.Min(DigitBits, 31 - known), shift = 31 - known - width;
            counts.Clear();
            foreach (uint value in bits)
            {
                uint rest = value & Magnitude;
                if ((rest >> shift) >> width == prefix)
                {
                    counts[(int)(rest >> shift) & ((1 << width) - 1)]++;
                }
            }
            int digit = 0;
            for (; below >= counts[digit]; digit++)
            {
                below -= counts[digit];
            }
            prefix = (prefix << width) | (uint)digit;
            known += width;
        }
        return prefix;
    }
}
