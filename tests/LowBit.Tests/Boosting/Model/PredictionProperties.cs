using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Every way to predict gives what a walk from node to node gives, bit for bit.</summary>
public class PredictionProperties
{
    const int RowCount = 300;

    public static TheoryData<int, int, bool> Models => new()
    {
        { 1, 1, false }, { 20, 1, false }, { 7, 3, false }, { 13, 1, true }, { 0, 1, false }, { 3, 2, true },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void RowGivesTheSumOfItsLeaves(int rounds, int outputs, bool isLinear)
    {
        var model = new BoostedTrees(RandomModel.Content(seed: rounds, rounds, outputs, isLinear));
        double[] rows = RandomModel.Rows(seed: 5, RowCount), scores = new double[outputs];
        int[] leaves = new int[model.Trees.Count];
        for (int row = 0; row < RowCount; row++)
        {
            double[] fields = rows[(row * RandomModel.FeatureCount)..((row + 1) * RandomModel.FeatureCount)];
            model.PredictRaw(fields, scores);
            model.PredictLeaf(fields, leaves);
            Assert.Equal(Leaves(model, fields), leaves);
            Assert.Equal(Bits(Scores(model, fields)), Bits(scores));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void ManyRowsGiveWhatEachGivesAlone(int rounds, int outputs, bool isLinear)
    {
        var model = new BoostedTrees(RandomModel.Content(seed: rounds, rounds, outputs, isLinear));
        foreach (int count in new[] { 0, 1, 7, 8, 9, RowCount })
        {
            double[] rows = RandomModel.Rows(seed: 6, count), expected = OneByOne(model, rows, count);
            foreach (int threads in new[] { 0, 1, 2, 5 })
            {
                double[] scores = new double[count * outputs];
                model.PredictRaw(rows, count, scores, new(ThreadCount: threads));
                Assert.Equal(Bits(expected), Bits(scores));
            }
        }
    }

    [Fact]
    public void SinglePrecisionRowsAreWidened()
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 9, rounds: 10, isLinear: true));
        float[] narrow = Array.ConvertAll(RandomModel.Rows(seed: 7, RowCount), value => (float)value);
        double[] scores = new double[RowCount];
        model.PredictRaw(narrow, RowCount, scores);
        Assert.Equal(Bits(OneByOne(model, Array.ConvertAll(narrow, value => (double)value), RowCount)), Bits(scores));
    }

    [Fact]
    public void LeavesOfManyRowsAreThoseOfEachAlone()
    {
        var model = new BoostedTrees(RandomModel.Content(seed: 3, rounds: 9, outputs: 2));
        double[] rows = RandomModel.Rows(seed: 8, RowCount);
        int[] leaves = new int[RowCount * model.Trees.Count];
        model.PredictLeaf(rows, RowCount, leaves, new(ThreadCount: 2));
        Assert.Equal(rows.Chunk(RandomModel.FeatureCount).SelectMany(row => Leaves(model, row)), leaves);
    }

    [Fact]
    public void RoundsAreTheModelOfThoseRounds()
    {
        var content = RandomModel.Content(seed: 4, rounds: 10, outputs: 3);
        var model = new BoostedTrees(content);
        double[] rows = RandomModel.Rows(seed: 9, RowCount);
        foreach (var (first, count, kept) in new[] { (0, 4, 4), (3, 5, 5), (8, 5, 2), (0, 0, 10), (6, -1, 4), (12, 1, 0) })
        {
            var part = new BoostedTrees(content with { Trees = [.. content.Trees.Skip(first * 3).Take(kept * 3)] });
            double[] scores = new double[RowCount * 3];
            model.PredictRaw(rows, RowCount, scores, new(first, count));
            Assert.Equal(Bits(OneByOne(part, rows, RowCount)), Bits(scores));
        }
    }

    static double[] OneByOne(BoostedTrees model, double[] rows, int count)
    {
        double[] scores = new double[count * model.OutputCount];
        for (int row = 0; row < count; row++)
        {
            var fields = rows.AsSpan(row * model.FeatureCount, model.FeatureCount);
            model.PredictRaw(fields, scores.AsSpan(row * model.OutputCount, model.OutputCount));
        }
        return scores;
    }

    static int[] Leaves(BoostedTrees model, double[] row) =>
        [.. model.Trees.Select(tree => DecisionRule.LeafOf(tree, feature => row[feature]))];

    static double[] Scores(BoostedTrees model, double[] row)
    {
        double[] scores = new double[model.OutputCount];
        for (int tree = 0; tree < model.Trees.Count; tree++)
        {
            scores[tree % scores.Length] += Output(model.Trees[tree], row);
        }
        return scores;
    }

    static double Output(Tree tree, double[] row)
    {
        int leaf = DecisionRule.LeafOf(tree, feature => row[feature]);
        if (tree.LinearLeaves.Length == 0 || tree.LinearLeaves[leaf].Features.Any(feature => double.IsNaN(row[feature])))
        {
            return tree.LeafValue[leaf];
        }
        double output = tree.LinearLeaves[leaf].Constant;
        foreach (var (feature, coefficient) in tree.LinearLeaves[leaf].Features.Zip(tree.LinearLeaves[leaf].Coefficients))
        {
            output += coefficient * row[feature];
        }
        return output;
    }

    static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);
}
