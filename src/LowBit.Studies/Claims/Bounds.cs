namespace LowBit.Studies;

/// <summary>Where a claim wants a number to be: from <paramref name="Low"/> to <paramref name="High"/>, both allowed.</summary>
readonly record struct Bounds(double Low, double High)
{
    public static Bounds AtMost(double high) => new(double.NegativeInfinity, high);

    public static Bounds AtLeast(double low) => new(low, double.PositiveInfinity);

    public override string ToString() => double.IsInfinity(Low) ? $"≤ {Columns.Exact(High)}"
        : double.IsInfinity(High) ? $"≥ {Columns.Exact(Low)}" : $"{Columns.Exact(Low)} … {Columns.Exact(High)}";
}
