namespace LowBit.Numerics;

/// <summary>Which whole numbers an integer format of b bits holds.</summary>
public enum IntegerKind
{
    /// <summary>−(2^(b−1) − 1) … 2^(b−1) − 1, so that a value and its negative are rounded alike. b ≥ 2.</summary>
    Symmetric,

    /// <summary>−2^(b−1) … 2^(b−1) − 1: all of two's complement.</summary>
    Full,

    /// <summary>0 … 2^b − 1: with a zero point, the affine codes.</summary>
    Unsigned,
}
