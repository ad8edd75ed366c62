namespace LowBit.Numerics;

/// <summary>How a value that lies between two neighbouring levels of a grid chooses one of them.</summary>
/// <remarks>
/// The even one of two neighbours is the one whose code is even. Of two levels −a and a the positive one counts as nearer to
/// zero. Bit i of the random word weighs 2^(i − 32): the stochastic modes leave the neighbour that is nearer to zero (the lower
/// one in a codebook) where the word, cut to its 31 high bits, is below the distance from it, or for StochasticEqual where the
/// highest bit is set.
/// </remarks>
public enum RoundingMode
{
    /// <summary>The nearest level; a tie goes to the even one.</summary>
    NearestEven,

    /// <summary>The upper level with probability equal to the distance from the lower one: unbiased.</summary>
    Stochastic,

    /// <summary>The nearest level; a tie goes away from zero.</summary>
    NearestAway,

    /// <summary>The nearest level; a tie goes toward zero.</summary>
    NearestZero,

    /// <summary>The level nearer to zero: truncation.</summary>
    TowardZero,

    /// <summary>The upper level.</summary>
    Up,

    /// <summary>The lower level.</summary>
    Down,

    /// <summary>The odd one of the two levels: a second rounding to fewer bits is then as good as a single one.</summary>
    ToOdd,

    /// <summary>Either level with probability ½, whatever the distance; levels stay put.</summary>
    StochasticEqual,
}
