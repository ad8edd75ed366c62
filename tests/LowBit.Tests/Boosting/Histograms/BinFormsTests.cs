using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class BinFormsTests
{
    [Theory]
    [InlineData(nameof(HistogramForm.Tails), new long[] { 15, 14, 12, 8 }), InlineData(nameof(HistogramForm.Singles), new long[] { 0, 2, 4, 8 })]
    [InlineData(nameof(HistogramForm.Bins), new long[] { 1, 2, 4, 8 }), InlineData(nameof(HistogramForm.None), new long[] { 1, 2, 4, 8 })]
    public void BinsTakeTheirForm(string form, long[] expected) => Assert.Equal(expected, Formed(Enum.Parse<HistogramForm>(form), 4));

    [Fact]
    public void FormsThatChangeNothingAreKnown()
    {
        foreach (var form in Enum.GetValues<HistogramForm>())
        {
            for (int count = 1; count <= 4; count++)
            {
                Assert.Equal(!Formed(form, count).SequenceEqual([1, 2, 4, 8]), BinForms.Changes(form, count));
            }
        }
    }

    static long[] Formed(HistogramForm form, int count)
    {
        long[] words = [1, 2, 4, 8];
        fixed (long* start = words)
        {
            BinForms.Apply(form, start, count);
        }
        return words;
    }
}
