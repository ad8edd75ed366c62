namespace LowBit.Bench;

/// <summary>Which seeded splits of a data set are compared on; a choice is checked on others than it was made with.</summary>
/// <param name="First">Seed of the first.</param>
/// <param name="Count">Splits; their seeds follow each other.</param>
readonly record struct SplitRange(int First, int Count)
{
    public static SplitRange Of(Arguments arguments, int count) => new(arguments.Number("first-split", 0), arguments.Number("splits", count));

    public override string ToString() => First == 0 ? $"{Count} seeded splits" : $"{Count} seeded splits from number {First} on";
}
