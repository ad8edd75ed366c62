namespace LowBit.Numerics;

/// <summary>
/// A rounding mode of the vector kernels: which of a vector's magnitudes go to the level above. <see cref="GridPosition"/>
/// is the reference.
/// </summary>
interface IGridRounding
{
    /// <summary>Whether random words are looked at.</summary>
    static abstract bool IsStochastic { get; }

    /// <summary>Lanes of ones where a finite value beyond the largest number stops at it; <paramref name="sign"/> as below.</summary>
    static abstract TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts>;

    /// <summary>Lanes of ones where the magnitude goes up.</summary>
    /// <param name="fraction">⌊fraction of a step · 2³¹⌋; its low 7 bits are zero from ½ on.</param>
    /// <param name="isInexact">Lanes of ones where the fraction is above zero.</param>
    /// <param name="floor">The level below; its lowest bit is that of the code.</param>
    /// <param name="sign">Lanes of ones where the value is negative.</param>
    /// <param name="random">Random words.</param>
    static abstract TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
        where TInts : struct, IInts<TInts>;
}
