namespace LowBit.Studies;

/// <summary>Where a character model normalizes.</summary>
enum NormPlacement
{
    /// <summary>Once before attention and once before the feed-forward part.</summary>
    BeforeBlock,

    /// <summary>Before each linear layer, as BitNet asks for.</summary>
    BeforeLinear,
}
