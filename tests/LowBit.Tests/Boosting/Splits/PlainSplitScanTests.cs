using CsCheck;
using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class PlainSplitScanTests
{
    static readonly Gen<GradientSums> Bin = Gen.OneOf(
        Gen.Select(Gen.Int[-3, 3], Gen.Int[0, 3], (gradient, hessian) => new GradientSums(gradient, hessian)), // ties
        Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 1_000_000], (gradient, hessian) => new GradientSums(gradient, hessian)));

    static readonly Gen<BoosterOptions> Options = Gen.Select(
        Gen.OneOf(0.0, 1, 0.3), Gen.OneOf(0.0, 0.5), Gen.OneOf(0, 1, 50),
        (lambda, minHessian, minData) => new BoosterOptions { LambdaL2 = lambda, MinSumHessianInLeaf = minHessian, MinDataInLeaf = minData });

    [Fact]
    public void VectorsFindTheSplitOfTheScalarPathBitForBit() => Cases.ForEach(
        2000, Gen.Select(Bin.Array[1, 256], Bin, Options, Gen.Int[2, 8], Gen.Bool), draw =>
        {
            var (bins, extra, options, bits, isUnit) = draw;
            var rules = new SplitRules(options);
            rules.StartTree(GradientGrid.For(bits, 3, 2, isUnit));
            long[] below = new long[bins.Length + PlainSplitScan.Overrun];
            Array.Fill(below, HistogramLayout.Pack(bins[0])); // may be read, must not count
            var leaf = new LeafSearch(new(bins.Aggregate(extra, (sum, bin) => sum + bin), 40_000, 0), rules);
            fixed (long* words = bins.Select(HistogramLayout.Pack).ToArray(), sums = below)
            {
                PlainSplitScan.PrefixSums(words, 1, bins.Length, -1, 0, sums);
                foreach (long added in (long[])[0, HistogramLayout.Pack(extra)])
                {
                    var scalar = new PlainSplitScan(leaf, rules, KernelPath.Scalar).Best(sums, bins.Length, added);
                    foreach (var path in Isa.Supported)
                    {
                        var vector = new PlainSplitScan(leaf, rules, path).Best(sums, bins.Length, added);
                        Assert.Equal(scalar.Position, vector.Position);
                        Assert.Equal(BitConverter.DoubleToInt64Bits(scalar.Score), BitConverter.DoubleToInt64Bits(vector.Score));
                    }
                }
            }
        });

    [Fact]
    public void PrefixSumsLeaveTheMissingBinOut()
    {
        long[] below = new long[4];
        foreach (int stride in (int[])[1, 2])
        {
            long[] spread = [.. ((long[])[1, 10, 100, 1000]).SelectMany(word => (long[])[word, .. stride == 2 ? (long[])[7777] : []])];
            fixed (long* words = spread, sums = below)
            {
                Assert.Equal(1016, PlainSplitScan.PrefixSums(words, stride, 4, 2, 5, sums));
            }
            Assert.Equal([6L, 16, 16, 1016], below);
        }
    }
}
