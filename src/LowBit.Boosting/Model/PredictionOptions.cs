namespace LowBit.Boosting;

/// <summary>Which rounds predict, and on how many threads. No prediction depends on the number of threads.</summary>
/// <param name="FirstIteration">First round used, ≥ 0. Default 0.</param>
/// <param name="IterationCount">Rounds used at most; ≤ 0: all that follow. Default 0.</param>
/// <param name="ThreadCount">Threads for many rows; ≤ 0: one a core. One row takes the caller's. Default 0.</param>
public readonly record struct PredictionOptions(int FirstIteration = 0, int IterationCount = 0, int ThreadCount = 0);
