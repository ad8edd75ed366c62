using LowBit.Boosting;
using LowBit.Cli;

namespace LowBit.Tests;

public class PhaseBudgetTests
{
    [Fact]
    public void OneThreadHasTheWholeBudget()
    {
        Assert.Equal(PhaseBudget.HistogramNanoseconds, PhaseBudget.Of(TrainingPhase.Histogram, 1));
        Assert.Equal(PhaseBudget.PartitionNanoseconds, PhaseBudget.Of(TrainingPhase.Partition, 1));
        Assert.Equal(double.NaN, PhaseBudget.Of(TrainingPhase.Search, 1));
    }

    [Fact]
    public void ThreadsShareItAsFarAsThereAreCores()
    {
        double all = PhaseBudget.HistogramNanoseconds / Environment.ProcessorCount;
        Assert.Equal(all, PhaseBudget.Of(TrainingPhase.Histogram, 0));
        Assert.Equal(all, PhaseBudget.Of(TrainingPhase.Histogram, Environment.ProcessorCount));
        Assert.Equal(all, PhaseBudget.Of(TrainingPhase.Histogram, 100_000));
    }
}
