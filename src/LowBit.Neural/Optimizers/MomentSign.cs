namespace LowBit.Neural;

/// <summary>Which numbers a moving average can be.</summary>
enum MomentSign
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Those that are not below zero.</summary>
    NotNegative,
}
