namespace LowBit.Boosting;

/// <summary>Brings the sums of a feature's bins into the form in which the layout keeps them.</summary>
static unsafe class BinForms
{
    /// <summary>Changes a feature's words.</summary>
    /// <param name="form">The form.</param>
    /// <param name="words">in: [count] each bin's packed sums; out: as the form says.</param>
    /// <param name="count">Words.</param>
    public static void Apply(HistogramForm form, long* words, int count)
    {
        if (form == HistogramForm.Tails)
        {
            SumTails(words, count);
        }
        else if (form == HistogramForm.Singles)
        {
            words[0] = 0;
        }
    }

    /// <summary>Whether <see cref="Apply"/> does anything.</summary>
    public static bool Changes(HistogramForm form, int count) =>
        form == HistogramForm.Singles || form == HistogramForm.Tails && count > 1;

    static void SumTails(long* words, int count)
    {
        long sum = 0;
        for (int bin = count - 1; bin >= 0; bin--)
        {
            sum += words[bin];
            words[bin] = sum;
        }
    }
}
