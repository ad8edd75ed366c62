using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public unsafe class HistogramSpillTests
{
    static readonly Gen<(int Gradient, int Hessian)> Narrow = Gen.Select(Gen.Int[-32767, 32767], Gen.Int[0, 65535]);

    /// <summary>Of 40 bins, what a run of rows can hold in all.</summary>
    static readonly Gen<(int Gradient, int Hessian)> Few = Gen.Select(Gen.Int[-819, 819], Gen.Int[0, 1638]);

    static readonly Gen<GradientSums> Packed =
        Gen.Select(Gen.Int[-1 << 30, 1 << 30], Gen.Int[0, 1 << 30], (gradient, hessian) => new GradientSums(gradient, hessian));

    [Fact]
    public void NarrowWordsAreWidenedAddedAndCleared() => Cases.ForEach(500, Gen.Select(Narrow, Packed).Array[0, 40], bins =>
    {
        int[] words = [.. bins.Select(bin => bin.Item1.Gradient * 65536 + bin.Item1.Hessian)];
        long[] target = [.. bins.Select(bin => HistogramLayout.Pack(bin.Item2)), 77];
        fixed (int* from = words)
        fixed (long* to = target)
        {
            HistogramSpill.AddNarrow(from, bins.Length, to);
        }
        Assert.Equal(
            bins.Select(bin => bin.Item2 + new GradientSums(bin.Item1.Gradient, bin.Item1.Hessian)), target[..^1].Select(HistogramLayout.Unpack));
        Assert.Equal(77, target[^1]);
        Assert.All(words, word => Assert.Equal(0, word));
    });

    [Theory]
    [InlineData(true), InlineData(false)]
    public void TailsAreSumsOfABinAndAllAboveIt(bool isFirst) => Cases.ForEach(500, Gen.Select(Few, Packed).Array[0, 40], bins =>
    {
        int[] words = [.. bins.Select(bin => bin.Item1.Gradient * 65536 + bin.Item1.Hessian)];
        long[] target = [.. bins.Select(bin => HistogramLayout.Pack(bin.Item2)), 77];
        fixed (int* from = words)
        fixed (long* to = target)
        {
            HistogramSpill.MoveTails(from, bins.Length, isFirst, to);
        }
        Assert.Equal(
            bins.Select((bin, i) => (isFirst ? default : bin.Item2)
                + new GradientSums(bins[i..].Sum(above => above.Item1.Gradient), bins[i..].Sum(above => above.Item1.Hessian))),
            target[..^1].Select(HistogramLayout.Unpack));
        Assert.Equal(77, target[^1]);
        Assert.All(words, word => Assert.Equal(0, word));
    });

    [Fact]
    public void WordsAreAddedAndCleared() => Cases.ForEach(200, Gen.Select(Gen.Long, Gen.Long).Array[0, 40], bins =>
    {
        long[] words = [.. bins.Select(bin => bin.Item1)], target = [.. bins.Select(bin => bin.Item2), 77];
        fixed (long* from = words, to = target)
        {
            HistogramSpill.Add(from, bins.Length, to);
        }
        Assert.Equal([.. bins.Select(bin => bin.Item1 + bin.Item2), 77], target);
        Assert.All(words, word => Assert.Equal(0, word));
    });

    [Fact]
    public void WhatIsSubtractedAndAddedAgainIsTheParent() => Cases.ForEach(200, Gen.Select(Packed, Packed).Array[0, 40], bins =>
    {
        long[] child = [.. bins.Select(bin => HistogramLayout.Pack(bin.Item1))];
        long[] parent = [.. bins.Select(bin => HistogramLayout.Pack(bin.Item1 + bin.Item2)), 77];
        fixed (long* from = child, to = parent)
        {
            HistogramSpill.Subtract(from, bins.Length, to);
        }
        Assert.Equal(bins.Select(bin => bin.Item2), parent[..^1].Select(HistogramLayout.Unpack));
        Assert.Equal(77, parent[^1]);
    });
}
