using LowBit.Boosting;

namespace LowBit.Tests;

public class EarlyStoppingTests
{
    static readonly BoosterOptions Two = new() { EarlyStoppingRound = 2 };

    /// <summary>One value a round of "first", and perhaps of "second"; the round kept when training ends, else null.</summary>
    static (int Ended, int? Kept) Run(BoosterOptions options, double[] first, double[]? second = null, bool higherIsBetter = false)
    {
        var stopping = new EarlyStopping(options);
        for (int round = 1; round <= first.Length; round++)
        {
            var metrics = new List<MetricValue>
            {
                new(TrainingSets.TrainingName, "first", round, false), // worse every round, and not looked at
                new("valid_1", "first", first[round - 1], higherIsBetter),
            };
            if (second is not null)
            {
                metrics.Add(new("valid_1", "second", second[round - 1], higherIsBetter));
            }
            if (stopping.RoundsToKeep(round, metrics) is { } kept)
            {
                return (round, kept);
            }
        }
        return (first.Length, null);
    }

    [Fact]
    public void TrainingEndsAfterRoundsWithoutABetterValue()
    {
        Assert.Equal((5, 3), Run(Two, [5, 4, 3, 3, 3, 1]));
        Assert.Equal((4, 2), Run(Two, [1, 2, 2, 1, 9], higherIsBetter: true));
        Assert.Equal((4, null), Run(Two with { EarlyStoppingRound = 0 }, [1, 2, 3, 4]));
    }

    [Fact]
    public void AnyMetricEndsTrainingUnlessOnlyTheFirstCounts()
    {
        Assert.Equal((3, 1), Run(Two, [4, 3, 2, 1], [1, 2, 3, 4]));
        Assert.Equal((4, null), Run(Two with { FirstMetricOnly = true }, [4, 3, 2, 1], [1, 2, 3, 4]));
    }

    /// <summary>As in LightGBM the improvement must exceed the smallest one that counts.</summary>
    [Fact]
    public void BetterIsBetterByMoreThanTheSmallestDelta()
    {
        var options = Two with { EarlyStoppingMinDelta = 0.5 };
        Assert.Equal((3, 1), Run(options, [5, 4.75, 4.5, 1]));
        Assert.Equal((4, null), Run(options, [5, 4.25, 3.5, 2.75]));
        Assert.Equal((3, 1), Run(options, [5, 5.25, 5.5, 9], higherIsBetter: true));
    }
}
