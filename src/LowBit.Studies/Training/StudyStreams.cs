namespace LowBit.Studies;

/// <summary>
/// Streams of random words that are the studies' own. Those of a model's layers, under the same seed, count from 0: eight for
/// each layer.
/// </summary>
static class StudyStreams
{
    /// <summary>Initial weights; the step is the number of the parameter.</summary>
    public const uint Initialization = 0xFFFF_FF00;

    /// <summary>Order of the examples; the step is the number of the epoch.</summary>
    public const uint Order = 0xFFFF_FF01;

    /// <summary>Draws of a gradient; the step is the number of the draw.</summary>
    public const uint Draws = 0xFFFF_FF02;
}
