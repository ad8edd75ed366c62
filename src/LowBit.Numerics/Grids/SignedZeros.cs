namespace LowBit.Numerics;

/// <summary>−0 is a number, or the format has no sign at all.</summary>
readonly struct SignedZeros : IZeros
{
    public static bool HaveSigns => true;
}
