namespace LowBit.Numerics;

/// <summary>How a value that lies between two levels of a grid chooses one of them.</summary>
public enum RoundingMode
{
    /// <summary>The nearest level; a tie goes to the even one.</summary>
    NearestEven,

    /// <summary>The upper level with probability equal to the distance from the lower one: unbiased.</summary>
    Stochastic,
}
