using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>Eight decimal digits in one 64-bit word, the first in the lowest byte.</summary>
static class EightDigits
{
    const ulong Zeros = 0x3030_3030_3030_3030;

    /// <summary>Characters to values: a digit becomes 0 … 9, anything else more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Values(ulong characters) => characters ^ Zeros;

    /// <summary>Whether each byte is 0 … 9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreDigits(ulong values) =>
        ((values | (values + 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080) == 0;

    /// <summary>The number that eight values make: pairs, then fours, then all eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Number(ulong values)
    {
        const ulong low = 0x0000_00FF_0000_00FF;
        values = values * 10 + (values >> 8); // a pair in every other byte
        ulong odd = (values & low) * (100 + (1_000_000UL << 32));
        ulong even = ((values >> 16) & low) * (1 + (10_000UL << 32));
        return (uint)((odd + even) >> 32);
    }
}
