using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class JointSumsTests
{
    [Fact]
    public void TheLowestDigitAndTheRestHaveTheirOwnSums() => Cases.ForEach(
        200, Gen.Select(Gen.Int[1, 20], Gen.Int[1, 12], Gen.Int[1, 3]).SelectMany((above, radix, perBin) =>
            Gen.Long[-1L << 40, 1L << 40].Array[above * radix * perBin].Select(words => (above, radix, perBin, words))), draw =>
        {
            var (above, radix, perBin, words) = draw;
            long[] sums = [.. words], lowest = new long[radix * perBin];
            fixed (long* all = sums, digit = lowest)
            {
                JointSums.TakeLast(all, above, radix, perBin, digit);
            }
            for (int word = 0; word < perBin; word++)
            {
                for (int i = 0; i < above; i++)
                {
                    Assert.Equal(Enumerable.Range(0, radix).Sum(d => words[(i * radix + d) * perBin + word]), sums[i * perBin + word]);
                }
                for (int d = 0; d < radix; d++)
                {
                    Assert.Equal(Enumerable.Range(0, above).Sum(i => words[(i * radix + d) * perBin + word]), lowest[d * perBin + word]);
                }
            }
        });
}
