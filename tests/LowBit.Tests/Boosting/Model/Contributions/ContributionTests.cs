using LowBit.Boosting;

namespace LowBit.Tests;

public class ContributionTests
{
    static readonly double[] Row = new double[RandomModel.FeatureCount];

    [Fact]
    public void StumpSplitsTheWayFromTheMeanToTheLeaf()
    {
        var tree = ContributionModels.Counted(RandomModel.Stump(feature: 1, threshold: 0.5, left: 2, right: 6), leaf => leaf == 0 ? 30 : 10);
        var model = new BoostedTrees(new ModelContent
        {
            Trees = [tree],
            FeatureNames = ["a", "b"],
            FeatureInfos = ["none", "[0:1]"],
        });
        double[] found = new double[3];
        model.PredictContributions([0, 1], found);
        Assert.Equal([0, 3, 3], found);
        model.PredictContributions([0, 0], found);
        Assert.Equal([0, -1, 3], found);
    }

    [Fact]
    public void ExpectedValueIsTheMeanRawScoreOfTheTrainingRows()
    {
        var table = new SmallTable(2_000);
        var model = Booster.Train(table.ToDataset("multiclass", new()), new()
        {
            Objective = "multiclass",
            NumClass = 3,
            NumIterations = 10,
        });
        double[] scores = new double[table.RowCount * 3], contributions = new double[model.ContributionCount];
        model.PredictRaw(table.Values, table.RowCount, scores);
        model.PredictContributions(table.Values.AsSpan(0, SmallTable.ColumnCount), contributions);
        Assert.All(Enumerable.Range(0, 3), output => Assert.Equal(
            scores.Where((_, i) => i % 3 == output).Average(),
            contributions[(output + 1) * (SmallTable.ColumnCount + 1) - 1], 1e-12));
    }

    [Fact]
    public void AveragedModelsGiveSumsAsTheirRawScoresAre()
    {
        var content = ContributionModels.Random(seed: 2, rounds: 6, outputs: 2);
        double[] sums = new double[16], averaged = new double[16];
        new BoostedTrees(content).PredictContributions(Row, sums);
        new BoostedTrees(content with { AverageOutput = true }).PredictContributions(Row, averaged);
        Assert.Equal(sums, averaged);
    }

    [Fact]
    public void WayOfManyFeaturesKeepsAllItsDigits()
    {
        const int features = 150;
        var model = new BoostedTrees(ContributionModels.Chain(nodes: 2 * features, features));
        double[] row = [.. Enumerable.Range(0, features).Select(feature => feature % 5 == 3 ? 0.5 : 7.0)];
        double[] found = new double[features + 1], expected = PathReference.Of(model.Trees[0], row);
        model.PredictContributions(row, found);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * expected.Sum(Math.Abs)));
    }

    [Fact]
    public void DeepTreeCostsNoStack()
    {
        var model = new BoostedTrees(ContributionModels.Chain(nodes: 100_000, features: 1));
        double[] found = new double[2], score = new double[1];
        model.PredictContributions([70_000.5], found);
        model.PredictRaw([70_000.5], score);
        Assert.Equal(score[0], found.Sum(), 1e-10);
    }

    [Fact]
    public void DeepTreeOfTooManyFeaturesIsRefused() => Refuse(
        ContributionModels.Chain(nodes: 10_000, features: 2_000),
        "tree 0 is 10000 splits deep with up to 2000 features on a way; contributions would take more than 256 MiB a thread."
        + " Train with max_depth or fewer leaves.");

    [Fact]
    public void ModelWithoutCountsIsRefused() => Refuse(
        WithCounts(_ => []),
        "leaf_count of tree 1 is missing; contributions weigh branches by their training rows; take a model file that counts them");

    [Theory]
    [InlineData(0L, 0L, "is 0 at every leaf below node 0")]
    [InlineData(-1L, 5L, "is -1 at leaf 0")]
    [InlineData(1L << 53, 1L << 53, "adds up to more than 2^53 rows")]
    [InlineData(1L << 62, 1L << 62, "is 4611686018427387904 at leaf 0")]
    public void CountsThatSayNothingAreRefused(long left, long right, string message) => Refuse(
        WithCounts(_ => [left, right]),
        $"leaf_count of tree 1 {message}; contributions weigh branches by their training rows; take a model file that counts them");

    [Fact]
    public void LinearLeavesAreRefused() => Refuse(
        RandomModel.Content(seed: 1, rounds: 1, isLinear: true),
        "tree 0 has linear leaves, for which contributions are not defined; predict without contributions, or train without linear_tree");

    [Fact]
    public void TreesOfOneLeafNeedNoCounts()
    {
        var content = ContributionModels.Random(seed: 1, rounds: 0) with { Trees = [new() { LeafValue = [0.75] }] };
        double[] found = new double[8];
        new BoostedTrees(content).PredictContributions(Row, found);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0.75], found);
    }

    [Fact]
    public void LengthsThatAreNotTheModelsAreRefused()
    {
        var model = new BoostedTrees(ContributionModels.Random(seed: 1, rounds: 1, outputs: 2));
        Assert.Equal(16, model.ContributionCount);
        Assert.Throws<ArgumentException>(() => model.PredictContributions(new double[6], new double[16]));
        var error = Assert.Throws<ArgumentException>(() => model.PredictContributions(new double[14], 2, new double[16]));
        Assert.Equal("The destination has room for 16 values; 2 rows take 16 each.", error.Message);
    }

    /// <summary>The garbage collector may take the thread's memory out of the pool now and then, but not after each row.</summary>
    [Fact]
    public void OneRowTakesNoMemory()
    {
        var model = new BoostedTrees(ContributionModels.Random(seed: 2, rounds: 50));
        double[] found = new double[model.ContributionCount];
        long[] allocated = new long[100];
        for (int i = 0; i < allocated.Length; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.PredictContributions(Row, found);
            allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal(0, allocated.Order().ElementAt(allocated.Length / 2));
    }

    static ModelContent WithCounts(Func<int, long[]> counts)
    {
        var stump = RandomModel.Stump(feature: 0, threshold: 0.5, left: 1, right: 2);
        return new()
        {
            FeatureNames = ["x"],
            FeatureInfos = ["none"],
            Trees =
            [
                ContributionModels.Counted(stump, _ => 1),
                new()
                {
                    SplitFeature = stump.SplitFeature,
                    Threshold = stump.Threshold,
                    DecisionType = stump.DecisionType,
                    LeftChild = stump.LeftChild,
                    RightChild = stump.RightChild,
                    LeafValue = stump.LeafValue,
                    LeafRowCount = counts(1),
                },
            ],
        };
    }

    static void Refuse(ModelContent content, string message)
    {
        var model = new BoostedTrees(content);
        double[] row = new double[model.FeatureCount], found = new double[model.ContributionCount];
        Assert.Equal(message, Assert.Throws<BadModelException>(() => model.PredictContributions(row, found)).Message);
        Assert.Equal(message, Assert.Throws<BadModelException>(() => model.PredictContributions(row, 1, found)).Message);
    }
}
