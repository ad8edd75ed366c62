using LowBit.Numerics;

namespace LowBit.Oracles;

/// <summary>The sentences of <see cref="RoundingMode"/> about a value strictly between two neighbours.</summary>
static class Choice
{
    /// <summary>Whether it becomes the upper one.</summary>
    /// <param name="mode">How to choose.</param>
    /// <param name="fromMidpoint">Below 0, 0 or above 0: nearer to the lower one, a tie, nearer to the upper one.</param>
    /// <param name="upperIsEven">Whether the upper one is the even one.</param>
    /// <param name="upperIsFarther">Whether the upper one is farther from zero.</param>
    /// <param name="measuresFromUpper">Whether the chances are those of the lower one.</param>
    /// <param name="chances">Of 2³¹ random numbers, how many leave the neighbour that is measured from.</param>
    /// <param name="random">A random word.</param>
    internal static bool IsUpper(
        RoundingMode mode, int fromMidpoint, bool upperIsEven, bool upperIsFarther, bool measuresFromUpper, ulong chances,
        uint random)
    {
        bool nearest(bool tie) => fromMidpoint == 0 ? tie : fromMidpoint > 0;
        return mode switch
        {
            RoundingMode.NearestEven => nearest(upperIsEven),
            RoundingMode.NearestAway => nearest(upperIsFarther),
            RoundingMode.NearestZero => nearest(!upperIsFarther),
            RoundingMode.TowardZero => !upperIsFarther,
            RoundingMode.Up => true,
            RoundingMode.Down => false,
            RoundingMode.ToOdd => !upperIsEven,
            RoundingMode.Stochastic => random / 2 < chances != measuresFromUpper,
            RoundingMode.StochasticEqual => random >= 1u << 31 != measuresFromUpper,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown rounding mode."),
        };
    }
}
