namespace LowBit.Numerics;

/// <summary>Which integers an input of N bits can be.</summary>
public enum InputSign
{
    /// <summary>0 … 2^N − 1, as after a rectifier.</summary>
    Unsigned,

    /// <summary>−2^(N − 1) … 2^(N − 1) − 1.</summary>
    Signed,
}
