namespace LowBit.Studies;

/// <summary>What came of one training.</summary>
/// <param name="Arm">Name of the arm.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Measures">What was measured.</param>
/// <param name="Seconds">Processor time of all updates; on one thread, what they take on a machine that does nothing else.</param>
/// <param name="WeightHash">SHA-256 of the parameters at the end.</param>
sealed record ArmRun(string Arm, ulong Seed, Measures Measures, double Seconds, string WeightHash);
