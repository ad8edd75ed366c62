using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>One training of the demo and what came of it.</summary>
/// <param name="Bits">Bits of a gradient.</param>
/// <param name="Accuracy">Share of test rows whose class has a probability above one half.</param>
/// <param name="LogLoss">Mean negative logarithm of the probability of the true class, on the test rows.</param>
/// <param name="Seconds">Time of all rounds.</param>
/// <param name="HistogramBytes">Bytes of one leaf's histogram.</param>
sealed record DemoRow(int Bits, double Accuracy, double LogLoss, double Seconds, long HistogramBytes)
{
    public const int Rounds = 100;

    public static DemoRow Train(int bits, Dataset train, Dataset test, Session session)
    {
        var options = new BoosterOptions
        {
            Objective = "binary",
            NumIterations = Rounds,
            GradientBits = bits,
            Metrics = ["binary_error", "binary_logloss"],
            MetricFreq = Rounds,
        };
        var log = new TrainingLog(_ => { });
        Booster.Train(train, options, [test], log, session.Cancellation);
        return new(bits, 1 - log.Metrics[0].Last, log.Metrics[1].Last, log.Seconds, log.HistogramBytes);
    }
}
