namespace LowBit.Numerics;

/// <summary>The code that would be −0 is NaN.</summary>
readonly struct OneZero : IZeros
{
    public static bool HaveSigns => false;
}
