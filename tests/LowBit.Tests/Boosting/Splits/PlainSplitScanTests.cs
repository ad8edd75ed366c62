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
            bins.Select(HistogramLayout.Pack).ToArray().CopyTo(below, 0);
            fixed (long* sums = below)
            {
                BinForms.Apply(HistogramForm.Tails, sums, bins.Length);
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

    /// <summary>Left and right change places, and no bit of the score.</summary>
    [Fact]
    public void EitherSideGivesTheSameScore() => Cases.ForEach(2000, Gen.Select(Bin, Bin, Options), draw =>
    {
        var (left, right, options) = draw;
        var rules = new SplitRules(options);
        rules.StartTree(GradientGrid.For(4, 3, 2, isUnit: false));
        var leaf = new LeafSearch(new(left + right, 40_000, 0), rules);
        long[] scores = [.. ((GradientSums[])[left, right]).Select(side =>
        {
            fixed (long* word = (long[])[HistogramLayout.Pack(side), .. new long[PlainSplitScan.Overrun]])
            {
                return BitConverter.DoubleToInt64Bits(new PlainSplitScan(leaf, rules, Isa.Best).Best(word, 1, 0).Score);
            }
        })];
        Assert.Equal(scores[0], scores[1]);
    });
}
