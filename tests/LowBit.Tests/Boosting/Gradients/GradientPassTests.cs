using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

public class GradientPassTests
{
    const int Rows = 10_007;

    /// <summary>Heavy tails of both signs: many small gradients, few huge ones.</summary>
    static readonly double[] Labels = [.. Enumerable.Range(0, Rows).Select(row =>
    {
        double uniform = (new RandomStream(2, 1, 0).Word((ulong)row) + 0.5) / 4294967296.0;
        return (row % 2 == 0 ? 1 : -1) / (uniform * Math.Sqrt(uniform));
    })];

    static GradientPass Compute(
        IObjective loss, double[] labels, GradientScale scale = GradientScale.Maximum, KernelPath path = KernelPath.Vector,
        int threads = 1, ICollective? ranks = null, double[]? weights = null, int round = 0, double scores = 0)
    {
        using var team = new WorkerTeam(threads);
        var buffers = new GradientBuffers(loss.OutputCount, labels.Length, loss.HasUnitHessian, weights);
        var pass = new GradientPass(loss, LabelRows.Of(labels, 0, weights, ranks), buffers, scale, team, path);
        pass.Compute(round, [.. Enumerable.Range(0, loss.OutputCount).Select(_ => Enumerable.Repeat(scores, labels.Length).ToArray())]);
        return pass;
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(5)]
    public void BoundsAreTheLargestMagnitudesOfEachOutput(int threads)
    {
        foreach (var path in Isa.Supported)
        {
            var pass = Compute(new TestLoss((s, l) => s - l, (_, l) => 1 / Math.Abs(l)) { OutputCount = 2 }, Labels, path: path, threads: threads);
            for (int output = 0; output < 2; output++)
            {
                Assert.Equal(Labels.Max(label => (float)Math.Abs(label + output)), pass.GradientBound(output));
                Assert.Equal(Labels.Max(label => (float)(1 / Math.Abs(label + output))), pass.HessianBound(output));
            }
        }
    }

    [Fact]
    public void WeightsAreTheHessiansOfALossWithUnitHessians()
    {
        double[] weights = [0.5, 2, 0];
        Assert.Equal(2, Compute(TestLoss.Squared, [1, 2, 3], weights: weights).HessianBound(0));
        Assert.Equal(1, Compute(TestLoss.Squared, [1, 2, 3]).HessianBound(0));
    }

    static double Cut(double bound) => Labels.Sum(label => Math.Max(0, Math.Abs(label) - bound));

    [Fact]
    public void TheClippedBoundCutsOffItsShareOfTheMagnitudes()
    {
        var pass = Compute(TestLoss.Squared, Labels, GradientScale.Clip);
        Assert.InRange(Cut(pass.GradientBound(0)) / Cut(0), 0.5 * GradientPass.CutShare, 1.01 * GradientPass.CutShare);
        Assert.True(pass.GradientBound(0) < pass.GradientMaximum(0));
    }

    [Fact]
    public void RoundsHaveTheBoundsOfTheirOwnGradientsOnEveryPathAndRank()
    {
        var loss = new TestLoss((score, label) => score * label);
        double[] scales = [1, 0.9, 0.05, 0.05, 40, 1e-20, 1];
        double[] expected = [.. scales.Select(scale =>
            Compute(loss, Labels, GradientScale.Clip, scores: scale).GradientBound(0))];
        foreach (var path in Isa.Supported)
        {
            foreach (int size in (int[])[1, 2, 4])
            {
                var bounds = VirtualRanks.Run(size, ranks =>
                {
                    double[] own = Labels[(Rows * ranks.Rank / size)..(Rows * (ranks.Rank + 1) / size)];
                    using var team = new WorkerTeam(2);
                    var buffers = new GradientBuffers(1, own.Length, true, null);
                    var pass = new GradientPass(loss, LabelRows.Of(own, 0, null, ranks), buffers, GradientScale.Clip, team, path);
                    return scales.Select(scale =>
                    {
                        pass.Compute(0, [[.. own.Select(_ => scale)]]);
                        return pass.GradientBound(0);
                    }).ToArray();
                });
                Assert.All(bounds, own => Assert.Equal(expected, own));
            }
        }
    }

    [Fact]
    public void ANegativeHessianIsFoundAnywhereOnEveryPath()
    {
        foreach (var path in Isa.Supported)
        {
            foreach (int row in (int[])[0, 7, 8, 4095, 4096, 9999, Rows - 1])
            {
                double[] labels = new double[Rows];
                labels[row] = 1;
                var loss = new TestLoss((s, l) => 1 - s, (_, l) => l == 1 ? -1e-40 : 1);
                var error = Assert.Throws<BadDataException>(() => Compute(loss, labels, path: path, threads: 2));
                Assert.Contains($"row {row} gets", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void TheBoundIsNeverAboveTheMaximum() =>
        Assert.Equal(3.3f, Compute(TestLoss.Squared, [3.3, 3.3], GradientScale.Clip).GradientBound(0));

    /// <summary>The few that matter are not cut off, however few they are: here nearly all gradients are 0, or as good as.</summary>
    [Theory]
    [InlineData(0), InlineData(1e-30), InlineData(1e-6)]
    public void WhereNearlyAllGradientsAreZeroTheOthersSetTheBound(double small)
    {
        double[] labels = [.. Enumerable.Repeat(small, 5000)];
        labels[77] = -8;
        Assert.InRange(Compute(TestLoss.Squared, labels, GradientScale.Clip).GradientBound(0), 0.97 * 8, 8);
    }

    [Theory]
    [InlineData(GradientScale.Maximum), InlineData(GradientScale.Clip)]
    public void RanksHaveTheBoundsOfOne(GradientScale scale)
    {
        var loss = TestLoss.Curved;
        var one = Compute(loss, Labels, scale);
        foreach (int size in (int[])[2, 4])
        {
            var bounds = VirtualRanks.Run(size, ranks =>
            {
                double[] own = Labels[(Rows * ranks.Rank / size)..(Rows * (ranks.Rank + 1) / size)];
                var pass = Compute(loss, own, scale, threads: 2, ranks: ranks);
                return (pass.GradientBound(0), pass.GradientMaximum(0), pass.HessianBound(0));
            });
            Assert.All(bounds, bound => Assert.Equal((one.GradientBound(0), one.GradientMaximum(0), one.HessianBound(0)), bound));
        }
    }

    static string Refusal(double gradient, double? hessian) => Assert.Throws<BadDataException>(() => Compute(
        new TestLoss((_, l) => l == 5 ? gradient : 1, hessian is null ? null : (_, l) => l == 5 ? hessian.Value : 1),
        [.. Enumerable.Range(0, Rows).Select(row => row == 9000 ? 5.0 : 0)], threads: 2, round: 6)).Message;

    [Theory]
    [InlineData(double.NaN, "NaN"), InlineData(double.PositiveInfinity, "Infinity"), InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(1e39, "Infinity")]
    public void AGradientThatIsNotFiniteIsRefusedWithRoundAndRow(double gradient, string text) => Assert.Equal(
        $"objective test, round 7: row 9000 gets gradient {text}; gradients must be finite and hessians finite and not negative: check the row's label, weight and a smaller learning rate.",
        Refusal(gradient, null));

    [Theory]
    [InlineData(-1e-30, "-1E-30"), InlineData(double.NaN, "NaN"), InlineData(double.PositiveInfinity, "Infinity")]
    public void AHessianThatIsNegativeOrNotFiniteIsRefused(double hessian, string text) => Assert.StartsWith(
        $"objective test, round 7: row 9000 gets gradient 2.5 and hessian {text}; gradients must", Refusal(2.5, hessian),
        StringComparison.Ordinal);

    [Fact]
    public void AHessianOfNegativeZeroIsZero() =>
        Assert.Equal(0, Compute(new TestLoss((s, l) => s - l, (_, _) => -0.0), [1, 2]).HessianBound(0));
}
