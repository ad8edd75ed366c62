namespace LowBit.Neural;

/// <summary>What numbers parameters are after a step.</summary>
public enum ParameterRounding
{
    /// <summary>float32.</summary>
    None,

    /// <summary>
    /// bfloat16, rounded stochastically, in a float32 tensor: updates far below half a unit in the last place still count, on
    /// average.
    /// </summary>
    BFloat16,
}
