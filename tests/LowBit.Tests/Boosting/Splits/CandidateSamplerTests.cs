using LowBit.Boosting;

namespace LowBit.Tests;

public class CandidateSamplerTests
{
    static readonly BoosterOptions Extra = new() { ExtraTrees = true, Seed = 8 };

    static int Of(BoosterOptions options, int tree, int node, int feature, int count = 1_000_000)
    {
        var sampler = new CandidateSampler(options);
        sampler.StartTree(tree);
        return sampler.Draw(node, feature).Of(count);
    }

    [Fact]
    public void WithoutExtraTreesEveryCandidateCounts()
    {
        Assert.Equal(-1, Of(Extra with { ExtraTrees = false }, 1, 2, 3));
        Assert.True(CandidateDraw.All.IsAll && !CandidateDraw.One(0).IsAll);
    }

    [Fact]
    public void ADrawDependsOnTreeNodeAndFeatureAndNotOnTheOrderOfQuestions()
    {
        var sampler = new CandidateSampler(Extra);
        var answers = new Dictionary<(int Tree, int Node, int Feature), int>();
        foreach (int tree in (int[])[5, 0, 2])
        {
            sampler.StartTree(tree);
            foreach (int node in (int[])[9, 2, 4])
            {
                foreach (int feature in (int[])[3, 0, 1])
                {
                    answers[(tree, node, feature)] = sampler.Draw(node, feature).Of(1_000_000);
                }
            }
        }
        Assert.All(answers, answer => Assert.Equal(Of(Extra, answer.Key.Tree, answer.Key.Node, answer.Key.Feature), answer.Value));
        Assert.Equal(answers.Count, answers.Values.Distinct().Count());
    }

    [Fact]
    public void TheSeedOfThresholdsTakesThePlaceOfTheSeed()
    {
        Assert.Equal(Of(Extra with { Seed = 2 }, 0, 0, 0), Of(Extra with { ExtraSeed = 2 }, 0, 0, 0));
        Assert.NotEqual(Of(Extra, 0, 0, 0), Of(Extra with { ExtraSeed = 2 }, 0, 0, 0));
    }

    [Theory]
    [InlineData(0u, 4, 0), InlineData(uint.MaxValue, 4, 3), InlineData(1u << 31, 4, 2), InlineData(uint.MaxValue, 1, 0)]
    [InlineData(uint.MaxValue, 0, 0)]
    public void AWordIsAShareOfTheCandidates(uint word, int count, int expected) =>
        Assert.Equal(expected, CandidateDraw.One(word).Of(count));
}
