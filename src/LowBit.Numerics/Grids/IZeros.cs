namespace LowBit.Numerics;

/// <summary>Whether a floating-point format has a negative zero.</summary>
interface IZeros
{
    static abstract bool HaveSigns { get; }
}
