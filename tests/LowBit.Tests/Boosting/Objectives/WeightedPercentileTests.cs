using System.Numerics;
using CsCheck;
using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

public class WeightedPercentileTests
{
    static double Of(double[] values, double fraction, params double[] weights) =>
        new WeightedPercentile(fraction, weights, SingleProcess.Instance).Of(values);

    [Theory]
    [InlineData(new double[] { 5 }, 5)]
    [InlineData(new double[] { 5, 1 }, 3)]
    [InlineData(new double[] { 5, 1, 4 }, 4)]
    [InlineData(new double[] { 5, 1, 4, 4 }, 4)]
    [InlineData(new double[] { -5, -1, 3, 4 }, 1)]
    [InlineData(new double[] { -0.0, 0, 0 }, 0)]
    [InlineData(new double[] { 1e300, -1e300, 1e-300, -1e-300 }, 0)]
    public void MedianIsTheMiddleOrTheMiddleOfTheTwo(double[] values, double expected) =>
        Assert.Equal(expected, Of(values, 0.5));

    [Theory]
    [InlineData(0.25, 2)] // the weight of 1 is 2 of 8: the middle to the next larger value
    [InlineData(0.3, 3)]
    [InlineData(0.8, 3)]
    [InlineData(0.875, 5)]
    [InlineData(0.9, 7)]
    [InlineData(0.01, 1)]
    [InlineData(1e-320, 1)]
    public void WeightsAreRowsThatCountMoreThanOnce(double fraction, double expected) =>
        Assert.Equal(expected, Of([7, 1, 3, 5], fraction, 1, 2, 5, 0));

    [Fact]
    public void RowsWithoutWeightDoNotCount()
    {
        Assert.Equal(2, Of([1, 2, 2.5, 3], 0.5, 0, 1, 0, 0));
        Assert.Equal(2.5, Of([1, 2, 2.2, 3], 0.5, 0, 1, 0, 1));
        Assert.Equal(0, Of([1, 2], 0.5, 0, 0));
        Assert.Equal(0, Of([], 0.5));
    }

    [Theory]
    [InlineData(4e-16, 2)]
    [InlineData(1e-16, 1)] // below 2⁻⁵³
    public void WeightsFarBelowTheLargestDoNotCount(double weight, double expected) =>
        Assert.Equal(expected, Of([1, 2], Math.BitDecrement(1.0), 1, weight));

    [Fact]
    public void SumOfManyLargestWeightsFits()
    {
        double[] values = [.. Enumerable.Range(0, 100_000).Select(row => (double)row)];
        Assert.Equal(90_000, Of(values, 0.90000500001, [.. values.Select(_ => 3.7)]), 1.0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void FractionIsBetweenZeroAndOne(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([1], fraction));

    static readonly Gen<(double Value, double Offset, int Weight, ushort Group)[]> Rows =
        Gen.Select(Gen.Double[-3, 3], Gen.Int[-4, 4], Gen.Bool, Gen.Int[0, 3], Gen.UShort[0, 5])
            .Select((real, integer, isReal, weight, group) => (isReal ? real : integer, integer * 0.25, weight, group))
            .Array[0, 60];

    [Fact]
    public void GroupsMatchASortOverAnyRanksAndThreads() =>
        Gen.Select(Rows, Gen.Int[0, 4].Select(i => ((double[])[0.5, 0.1, 0.9, 1.0 / 3, 0.25])[i]), Gen.Int[1, 4]).Sample(
            (rows, fraction, rankCount) =>
            {
                const int Groups = 4; // rows of groups 4 and 5 are left out
                double[] expected = [.. Enumerable.Range(0, Groups).Select(group => Sorted(
                    [.. rows.Where(row => row.Group == group).Select(row => (row.Value - row.Offset, row.Weight))], fraction))];
                var results = VirtualRanks.Run(rankCount, ranks =>
                {
                    using var team = new WorkerTeam(rankCount == 1 ? 3 : 1);
                    var own = rows[(rows.Length * ranks.Rank / rankCount)..(rows.Length * (ranks.Rank + 1) / rankCount)];
                    double[] weights = [.. own.Select(row => 0.125 * row.Weight)];
                    var percentile = new WeightedPercentile(fraction, weights, ranks, team);
                    var found = new double[Groups];
                    for (int call = 0; call < 2; call++) // a second call starts anew
                    {
                        percentile.OfGroups(
                            [.. own.Select(row => row.Value)], [.. own.Select(row => row.Offset)], [.. own.Select(row => row.Group)], found);
                    }
                    return found;
                });
                Assert.All(results, found => Assert.Equal(expected, found));
            }, iter: 40, threads: 1);

    [Fact]
    public void ManyGroupsAreFoundInOneCall()
    {
        const int Groups = 2500;
        ushort[] groups = [.. Enumerable.Range(0, 3 * Groups).Select(row => (ushort)(row % Groups))];
        double[] values = [.. groups.Select((group, row) => group * 10.0 + row / Groups)];
        var found = new double[Groups];
        new WeightedPercentile(0.5, [], SingleProcess.Instance).OfGroups(values, [], groups, found);
        Assert.Equal(Enumerable.Range(0, Groups).Select(group => group * 10.0 + 1), found);
    }

    static double Sorted((double Value, int Weight)[] rows, double fraction)
    {
        var ordered = rows.Where(row => row.Weight > 0).OrderBy(row => row.Value).ToArray();
        long total = ordered.Sum(row => row.Weight), below = 0;
        foreach (var same in ordered.GroupBy(row => row.Value + 0.0))
        {
            below += same.Sum(row => row.Weight);
            int order = (new BigInteger(below) << 60).CompareTo(new BigInteger(Math.ScaleB(fraction, 60)) * total); // exact
            if (order == 0)
            {
                return 0.5 * same.Key + 0.5 * ordered.First(row => row.Value > same.Key).Value;
            }
            if (order > 0)
            {
                return same.Key;
            }
        }
        return 0;
    }
}
