namespace LowBit.Studies;

/// <summary>What came of one training.</summary>
/// <param name="Arm">Name of the arm.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Measures">What was measured.</param>
/// <param name="Seconds">Time of all updates.</param>
/// <param name="WeightHash">SHA-256 of the parameters at the end.</param>
sealed record ArmRun(string Arm, ulong Seed, Measures Measures, double Seconds, string WeightHash);
