namespace LowBit.Numerics;

sealed record AbsMaxStatistic : ScaleStatistic
{
    public override double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path) =>
        Numerics.AbsMax.Of(block, path);
}

sealed record MinMaxStatistic : ScaleStatistic
{
    public override double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path) =>
        ValueRange.Of(block, path).Width;
}

sealed record LearnedStatistic(double Value) : ScaleStatistic
{
    public override double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path) => Value;
}
