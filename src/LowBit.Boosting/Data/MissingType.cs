namespace LowBit.Boosting;

/// <summary>Which values of a feature count as missing; LightGBM's codes.</summary>
public enum MissingType
{
    /// <summary>None: NaN at prediction is taken as 0.</summary>
    None = 0,

    /// <summary>NaN and every |x| ≤ 1e-35f.</summary>
    Zero = 1,

    /// <summary>NaN.</summary>
    NaN = 2,
}
