using System.Numerics;

namespace LowBit.Numerics;

/// <summary>
/// Where a magnitude lies on a grid of equal steps: ⌊magnitude / step⌋ and what is left, exact in integers. The reference
/// that every vector kernel is held against.
/// </summary>
readonly struct GridPosition
{
    /// <summary>Random bits that stochastic rounding uses: the high ones of a word.</summary>
    internal const int RandomBits = 31;

    const int LargestShift = 63; // significands have at most 53 bits: what is shifted further is below ½ all the same

    readonly ulong _significand, _remainder;
    readonly int _shift;

    /// <summary>Whole steps in the magnitude.</summary>
    internal ulong Floor { get; }

    /// <summary>The position of significand · 2^exponent on the grid of step 2^quantum.</summary>
    /// <param name="significand">Below 2⁵³.</param>
    /// <param name="exponent">At most <paramref name="quantum"/>, or so little above that the steps fit 63 bits.</param>
    /// <param name="quantum">Binary logarithm of the step.</param>
    internal GridPosition(ulong significand, int exponent, int quantum)
    {
        _shift = quantum - exponent;
        if (_shift <= 0)
        {
            Floor = significand << -_shift;
            return;
        }
        int shift = Math.Min(_shift, LargestShift);
        _significand = significand;
        Floor = significand >> shift;
        _remainder = significand & ((1UL << shift) - 1);
    }

    /// <summary>Steps after rounding: <see cref="Floor"/> or one more.</summary>
    /// <param name="mode">How to choose.</param>
    /// <param name="isNegative">Sign of the value: Up and Down look at it.</param>
    /// <param name="floorIsOdd">Whether the code of the level below the magnitude is odd.</param>
    /// <param name="random">A random word.</param>
    internal ulong Round(RoundingMode mode, bool isNegative, bool floorIsOdd, uint random) =>
        _remainder != 0 && GoesAway(mode, isNegative, floorIsOdd, random) ? Floor + 1 : Floor;

    bool GoesAway(RoundingMode mode, bool isNegative, bool floorIsOdd, uint random)
    {
        int fromHalf = _remainder.CompareTo(1UL << (Math.Min(_shift, LargestShift) - 1));
        return mode switch
        {
            RoundingMode.NearestEven => fromHalf > 0 || (fromHalf == 0 && floorIsOdd),
            RoundingMode.NearestAway => fromHalf >= 0,
            RoundingMode.NearestZero => fromHalf > 0,
            RoundingMode.TowardZero => false,
            RoundingMode.Up => !isNegative,
            RoundingMode.Down => isNegative,
            RoundingMode.ToOdd => !floorIsOdd,
            RoundingMode.Stochastic => random >> (32 - RandomBits) < Fraction,
            RoundingMode.StochasticEqual => random >> 31 != 0,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown rounding mode."),
        };
    }

    // ⌊fraction of a step · 2³¹⌋
    ulong Fraction
    {
        get
        {
            int down = _shift - RandomBits;
            ulong below = _shift > LargestShift ? _significand : _remainder;
            return down <= 0 ? below << -down : down > LargestShift ? 0 : below >> down;
        }
    }

    /// <summary>|value| = Significand · 2^Exponent for a finite value; zero has the significand 0.</summary>
    internal static (ulong Significand, int Exponent) Split(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        ulong mantissa = bits & ((1UL << 52) - 1);
        int field = (int)(bits >> 52) & 0x7FF;
        return field == 0 ? (mantissa, -1074) : (mantissa | (1UL << 52), field - 1075);
    }

    /// <summary>⌊log₂ (significand · 2^exponent)⌋ for a significand above 0.</summary>
    internal static int Log2(ulong significand, int exponent) => BitOperations.Log2(significand) + exponent;
}
