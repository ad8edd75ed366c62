using LowBit.Boosting;

namespace LowBit.Tests;

public class FeatureSamplerTests
{
    const int Features = 40;

    static int[] OfNode(BoosterOptions options, int tree, int node, int features = Features)
    {
        var sampler = new FeatureSampler(options, features);
        sampler.StartTree(tree);
        return OfNode(sampler, node, features);
    }

    static int[] OfNode(FeatureSampler sampler, int node, int features = Features)
    {
        var allowed = new bool[features];
        sampler.FeaturesOfNode(node, allowed);
        return [.. Enumerable.Range(0, features).Where(feature => allowed[feature])];
    }

    [Theory]
    [InlineData(1, 1, 40), InlineData(0.5, 1, 20), InlineData(0.24, 1, 10), InlineData(0.01, 1, 1), InlineData(1, 0.01, 1)]
    [InlineData(0.5, 0.5, 10), InlineData(0.3, 0.3, 4)]
    public void FractionsAreRoundedAndLeaveAtLeastOne(double ofTree, double ofNode, int count) =>
        Assert.Equal(count, OfNode(new BoosterOptions { FeatureFraction = ofTree, FeatureFractionByNode = ofNode }, 3, 5).Length);

    [Fact]
    public void ANodesFeaturesAreAmongItsTrees()
    {
        var tree = new BoosterOptions { FeatureFraction = 0.4 };
        Assert.Subset(
            OfNode(tree, 3, 0).ToHashSet(), OfNode(tree with { FeatureFractionByNode = 0.5 }, 3, 7).ToHashSet());
    }

    [Fact]
    public void TheChoiceDependsOnTreeAndNodeAndNotOnTheOrderOfQuestions()
    {
        var options = new BoosterOptions { FeatureFraction = 0.5, FeatureFractionByNode = 0.5, Seed = 8 };
        var sampler = new FeatureSampler(options, Features);
        var answers = new Dictionary<(int, int), int[]>();
        foreach (int tree in (int[])[5, 0, 2, 1])
        {
            sampler.StartTree(tree);
            foreach (int node in (int[])[9, 2, 4, 3])
            {
                answers[(tree, node)] = OfNode(sampler, node);
            }
        }
        Assert.All(answers, answer => Assert.Equal(OfNode(options, answer.Key.Item1, answer.Key.Item2), answer.Value));
        Assert.Equal(answers.Count, answers.Values.Select(features => string.Join(' ', features)).Distinct().Count());
    }

    [Fact]
    public void EachFeatureIsChosenAboutAsOften()
    {
        var counts = new int[Features];
        var sampler = new FeatureSampler(new() { FeatureFraction = 0.25 }, Features);
        for (int tree = 0; tree < 2000; tree++)
        {
            sampler.StartTree(tree);
            Array.ForEach(OfNode(sampler, 0), feature => counts[feature]++);
        }
        // 500 ± 5.5 standard errors of 19.4; a false alarm in one of 40 has probability 1.5e-6
        Assert.All(counts, count => Assert.InRange(count, 394, 606));
    }

    [Fact]
    public void TheSeedOfFeaturesTakesThePlaceOfTheSeed()
    {
        var options = new BoosterOptions { FeatureFraction = 0.5, Seed = 1 };
        Assert.Equal(OfNode(options with { Seed = 2 }, 0, 0), OfNode(options with { FeatureFractionSeed = 2 }, 0, 0));
        Assert.NotEqual(OfNode(options, 0, 0), OfNode(options with { FeatureFractionSeed = 2 }, 0, 0));
    }
}
