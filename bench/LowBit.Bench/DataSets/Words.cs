namespace LowBit.Bench;

/// <summary>Random words as a function of (seed, index): SplitMix64 (Steele, Lea, Flood 2014).</summary>
static class Words
{
    const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    public static ulong Word(ulong seed, ulong index) => Mix(Mix(seed + Golden) + Golden * (index + 1));

    static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB;
        return z ^ z >> 31;
    }
}
