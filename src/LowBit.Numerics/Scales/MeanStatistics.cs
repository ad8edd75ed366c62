namespace LowBit.Numerics;

sealed record RmsStatistic(double Factor) : ScaleStatistic
{
    public override double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path) =>
        block.IsEmpty ? 0 : Factor * Math.Sqrt(BlockedSum.Of<SquareTerm>(block, 0, path) / block.Length);
}

sealed record DeviationStatistic(double Factor) : ScaleStatistic
{
    public override double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path)
    {
        if (block.IsEmpty)
        {
            return 0;
        }
        double mean = BlockedSum.Of<ValueTerm>(block, 0, path) / block.Length;
        return Factor * Math.Sqrt(BlockedSum.Of<SquareTerm>(block, mean, path) / block.Length);
    }
}

sealed record AbsMeanStatistic(double Factor) : ScaleStatistic
{
    public override double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path) =>
        block.IsEmpty ? 0 : Factor * (BlockedSum.Of<MagnitudeTerm>(block, 0, path) / block.Length);
}

sealed record TernaryStatistic(double ThresholdFactor) : ScaleStatistic
{
    public override double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path) =>
        TernaryThreshold.Of(block, path, ThresholdFactor).Scale;
}
