using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Features with fewer rows outside their default bin than a leaf must hold are left out; where each row has the same hessian nothing is lost by it.</summary>
public class SeldomFeatureTests
{
    const int Rows = 600, Columns = 40;

    /// <summary>Column c has about 3 c entries; the label follows the seldom and the frequent ones.</summary>
    static (double[] Values, double[] Labels) Table()
    {
        var (values, labels) = (new double[Rows * Columns], new double[Rows]);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                if ((row * 7919 + column * 104_729) % Rows < 3 * column)
                {
                    values[row * Columns + column] = 1 + (row + column) % 4;
                    labels[row] += (column % 3 - 1) * (1 + (row + column) % 4) + column % 2;
                }
            }
        }
        return (values, labels);
    }

    static string TreesOf(string model) => model[..model.IndexOf("parameters:", StringComparison.Ordinal)];

    [Theory]
    [InlineData(1, 4), InlineData(20, 4), InlineData(20, 32), InlineData(50, 8)]
    public void TheModelIsThatOfSearchingAllColumns(int minDataInLeaf, int bits)
    {
        var (values, labels) = Table();
        var options = new BoosterOptions { NumIterations = 6, NumLeaves = 12, MinDataInLeaf = minDataInLeaf, GradientBits = bits, BaggingFraction = 0.8, BaggingFreq = 1 };
        string one = Booster.Train(Dataset.FromArrays(values, Rows, Columns, labels, new() { MinDataInBin = 1 }), options).ToText();
        Assert.All(VirtualRanks.Run(2, ranks =>
        {
            int begin = Rows / 2 * ranks.Rank;
            var part = Dataset.FromArrays(
                values.AsMemory(begin * Columns, Rows / 2 * Columns), Rows / 2, Columns, labels[begin..(begin + Rows / 2)],
                new() { MinDataInBin = 1, Collective = ranks, NumThreads = 1 });
            return Booster.Train(part, options).ToText();
        }), model => Assert.Equal(one, model));
        var all = options with { FeaturePreFilter = false };
        Assert.Equal(TreesOf(one), TreesOf(Booster.Train(Dataset.FromArrays(values, Rows, Columns, labels, new() { MinDataInBin = 1 }), all).ToText()));
        Assert.NotEqual(1, BoostedTrees.Parse(one).Trees[0].LeafCount);
    }

    [Fact]
    public void WhereEveryFeatureIsSeldomTheTreeIsItsBaseline()
    {
        var (values, labels) = Table();
        double[] few = [.. values.Chunk(Columns).SelectMany(row => row[1..4])];
        var model = Booster.Train(Dataset.FromArrays(few, Rows, 3, labels, new() { MinDataInBin = 1 }), new BoosterOptions { NumIterations = 3 });
        Assert.Equal(1, Assert.Single(model.Trees).LeafCount);
        Assert.Equal(Rows, model.Trees[0].LeafWeight[0]);
    }
}
