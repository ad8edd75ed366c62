namespace LowBit.Boosting;

/// <summary>What a feature's importance counts. Splits without gain do not count.</summary>
public enum ImportanceType
{
    /// <summary>Splits on the feature.</summary>
    Split,

    /// <summary>Sum of the gains of its splits.</summary>
    Gain,
}
