namespace LowBit.Studies;

/// <summary>What became of a claim.</summary>
enum Verdict
{
    /// <summary>The whole interval is where the claim wants it.</summary>
    Verified,

    /// <summary>The whole interval is elsewhere.</summary>
    NotVerified,

    /// <summary>The interval reaches to both sides, or there is none.</summary>
    Inconclusive,
}
