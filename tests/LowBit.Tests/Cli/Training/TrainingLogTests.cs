using LowBit.Boosting;
using LowBit.Cli;

namespace LowBit.Tests;

public class TrainingLogTests
{
    static TrainingProgress Round(int round, double loss, double auc, int? best = null) =>
        new(round, 9, [new("valid_1", "l2", loss, HigherIsBetter: false), new("valid_1", "auc", auc, HigherIsBetter: true)], 2, best);

    [Fact]
    public void BestIsTheFirstOfTheBestInTheDirectionOfTheMetric()
    {
        var log = new TrainingLog(_ => { });
        log.TrainingStarted(new(9, 640));
        log.RoundEnded(Round(1, loss: 3, auc: 0.7));
        log.RoundEnded(Round(2, loss: 2, auc: 0.9));
        log.RoundEnded(Round(3, loss: 2, auc: 0.8, best: 2));
        Assert.Equal((3, 6, 640, true), (log.RoundsRun, log.SaturatedRows, log.HistogramBytes, log.StoppedEarly));
        Assert.Equal([("l2", 2, 2, 2), ("auc", 0.8, 0.9, 2)], log.Metrics.Select(metric => (metric.Metric, metric.Last, metric.Best, metric.BestRound)));
    }

    [Fact]
    public void ProgressIsPassedOn()
    {
        var shown = new List<string>();
        var log = new TrainingLog(progress => shown.Add(ProgressDisplay.Describe(progress)));
        log.RoundEnded(Round(1, loss: 0.5, auc: 0.75));
        Assert.Equal(["valid_1 l2 0.5  valid_1 auc 0.75"], shown);
    }
}
