namespace LowBit.Neural;

/// <summary>What shares a range in the gradients of <see cref="Recipes.StatQuant"/> [Chen20 §4].</summary>
public enum StatQuantGradient
{
    /// <summary>The tensor (PTQ).</summary>
    PerTensor,

    /// <summary>Each sample (PSQ).</summary>
    PerSample,

    /// <summary>Each sample, behind block Householder reflections (BHQ).</summary>
    BlockHouseholder,
}
