using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Contributions are what their definition says, and every way to ask for them gives the same bits.</summary>
public class ContributionProperties
{
    const int RowCount = 300;

    public static TheoryData<int, int> Models => new() { { 1, 1 }, { 12, 1 }, { 4, 3 }, { 0, 1 }, { 5, 2 } };

    [Theory]
    [MemberData(nameof(Models))]
    public void ContributionsAreTheShapleyValuesOfTheDefinition(int rounds, int outputs)
    {
        foreach (int mostLeaves in new[] { 2, 6, 40 })
        {
            var model = new BoostedTrees(ContributionModels.Random(rounds + mostLeaves, rounds, outputs, mostLeaves));
            foreach (double[] row in RandomModel.Rows(seed: 4, count: 12).Chunk(RandomModel.FeatureCount))
            {
                CheckNear(ContributionReference.Of(model, row), Contributions(model, row), 1e-13);
            }
        }
    }

    [Fact]
    public void LeafWithoutTrainingRowsWeighsNothing()
    {
        var content = ContributionModels.Random(seed: 8, rounds: 6, outputs: 1, mostLeaves: 12);
        foreach (int empty in new[] { 0, 1, 2 })
        {
            // a node that is split last has two leaves; one of them stays
            var trees = content.Trees.Where(tree => tree.LeafCount > 3)
                .Select(tree => ContributionModels.Counted(tree, leaf => leaf == empty ? 0 : tree.LeafRowCount[leaf])).ToList();
            var model = new BoostedTrees(content with { Trees = trees });
            foreach (double[] row in RandomModel.Rows(seed: 4, count: 20).Chunk(RandomModel.FeatureCount))
            {
                CheckNear(ContributionReference.Of(model, row), Contributions(model, row), 1e-13);
            }
        }
    }

    [Theory]
    [InlineData(200, 1, 60, 2)]
    [InlineData(20, 3, 255, 1)]
    public void ContributionsAddUpToTheRawScore(int rounds, int outputs, int mostLeaves, int seed)
    {
        var model = new BoostedTrees(ContributionModels.Random(seed, rounds, outputs, mostLeaves));
        double[] scores = new double[outputs];
        foreach (double[] row in RandomModel.Rows(seed: 14, RowCount).Chunk(RandomModel.FeatureCount))
        {
            model.PredictRaw(row, scores);
            Assert.All(Contributions(model, row).Chunk(RandomModel.FeatureCount + 1).Zip(scores), pair =>
                Assert.Equal(pair.Second, pair.First.Sum(), 1e-12 * pair.First.Sum(Math.Abs)));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void ManyRowsGiveWhatEachGivesAlone(int rounds, int outputs)
    {
        var model = new BoostedTrees(ContributionModels.Random(rounds, rounds, outputs));
        foreach (int count in new[] { 0, 1, 7, 8, 9, RowCount })
        {
            double[] rows = RandomModel.Rows(seed: 6, count);
            double[] expected = [.. rows.Chunk(RandomModel.FeatureCount).SelectMany(row => Contributions(model, row))];
            foreach (int threads in new[] { 0, 1, 2, 3, 8 })
            {
                double[] all = new double[count * model.ContributionCount];
                model.PredictContributions(rows, count, all, new(ThreadCount: threads));
                Assert.Equal(Bits(expected), Bits(all));
            }
        }
    }

    [Fact]
    public void SinglePrecisionRowsAreWidened()
    {
        var model = new BoostedTrees(ContributionModels.Random(seed: 9, rounds: 10));
        float[] narrow = Array.ConvertAll(RandomModel.Rows(seed: 7, RowCount), value => (float)value);
        double[] found = new double[RowCount * model.ContributionCount], expected = new double[found.Length];
        model.PredictContributions(narrow, RowCount, found);
        model.PredictContributions(Array.ConvertAll(narrow, value => (double)value), RowCount, expected);
        Assert.Equal(Bits(expected), Bits(found));
    }

    [Fact]
    public void RoundsAreTheModelOfThoseRounds()
    {
        var content = ContributionModels.Random(seed: 4, rounds: 10, outputs: 3);
        var model = new BoostedTrees(content);
        double[] row = RandomModel.Rows(seed: 9, count: 1), found = new double[model.ContributionCount];
        foreach (var (first, count, kept) in new[] { (0, 4, 4), (3, 5, 5), (8, 5, 2), (0, 0, 10), (6, -1, 4), (12, 1, 0) })
        {
            var part = new BoostedTrees(content with { Trees = [.. content.Trees.Skip(first * 3).Take(kept * 3)] });
            model.PredictContributions(row, found, new(first, count));
            Assert.Equal(Bits(Contributions(part, row)), Bits(found));
        }
    }

    static double[] Contributions(BoostedTrees model, double[] row)
    {
        double[] contributions = new double[model.ContributionCount];
        model.PredictContributions(row, contributions);
        return contributions;
    }

    static void CheckNear(double[] expected, double[] found, double tolerance) =>
        Assert.All(expected.Zip(found), pair =>
            Assert.Equal(pair.First, pair.Second, tolerance * expected.Sum(Math.Abs)));

    static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);
}
