namespace LowBit.Neural;

/// <summary>What became of a layer.</summary>
public enum LayerOutcome
{
    /// <summary>It is a low-precision layer now.</summary>
    Converted,

    /// <summary>The recipe leaves it as it is.</summary>
    LeftByRecipe,

    /// <summary>The filter leaves it as it is.</summary>
    LeftByFilter,

    /// <summary>It cannot be converted.</summary>
    NotSupported,
}
