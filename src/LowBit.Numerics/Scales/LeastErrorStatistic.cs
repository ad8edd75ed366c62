namespace LowBit.Numerics;

sealed record LeastErrorStatistic(double Power, int Candidates) : ScaleStatistic
{
    const int Lanes = 16;

    public override double Of(ReadOnlySpan<float> block, NumberFormat format, KernelPath path)
    {
        double max = Numerics.AbsMax.Of(block, path), best = max, leastError = double.PositiveInfinity;
        for (int candidate = Candidates; candidate >= 1 && double.IsFinite(max); candidate--)
        {
            double clip = max * candidate / Candidates;
            float scale = (float)(clip / format.MaxFinite);
            double error = scale > 0 ? Error(block, scale, format) : double.PositiveInfinity;
            if (error < leastError)
            {
                (best, leastError) = (clip, error);
            }
        }
        return best;
    }

    double Error(ReadOnlySpan<float> block, double scale, NumberFormat format)
    {
        Span<double> sums = stackalloc double[Lanes];
        sums.Clear();
        for (int i = 0; i < block.Length; i++)
        {
            double error = Math.Abs(block[i] - scale * format.Round(block[i] / scale));
            sums[i % Lanes] += Power == 2 ? error * error : Elementary.Exp(Power * Elementary.Log(error));
        }
        return BlockedSum.Total(sums);
    }
}
