using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>
/// What the bare operation of a phase took on one core of a Xeon with AVX-512, its data in cache: a yardstick to hold a profile
/// against, not a promise, and not a fact about any other machine. Phases without a bare operation have none.
/// </summary>
static class PhaseBudget
{
    /// <summary>One packed word added to a bin in the first cache: bound by one store a cycle.</summary>
    public const double HistogramNanoseconds = 0.5;

    /// <summary>Row number and packed gradient of a row compressed to one of two sides.</summary>
    public const double PartitionNanoseconds = 0.2;

    /// <summary>Nanoseconds by item on some threads that share the work evenly; NaN: there is none.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="threads">Threads; 0: one a core. Threads beyond the cores do not help.</param>
    public static double Of(TrainingPhase phase, int threads)
    {
        int cores = Environment.ProcessorCount;
        double one = phase switch
        {
            TrainingPhase.Histogram => HistogramNanoseconds,
            TrainingPhase.Partition => PartitionNanoseconds,
            _ => double.NaN,
        };
        return one / (threads > 0 ? Math.Min(threads, cores) : cores);
    }
}
