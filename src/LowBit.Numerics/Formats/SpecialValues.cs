namespace LowBit.Numerics;

/// <summary>Which codes of a floating-point format are not finite numbers.</summary>
public enum SpecialValues
{
    /// <summary>IEEE 754: the largest exponent holds ±∞ and NaNs.</summary>
    Ieee,

    /// <summary>"fn": the code of all ones (but for the sign) is NaN, there is no infinity.</summary>
    NaNOnly,

    /// <summary>"fnuz": the code that would be −0 is the one NaN; there is no infinity and no −0.</summary>
    NegativeZeroIsNaN,

    /// <summary>Every code is a finite number.</summary>
    None,
}
