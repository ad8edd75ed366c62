namespace LowBit.Bench;

/// <summary>One measurement to be made.</summary>
/// <param name="Cell">What is trained.</param>
/// <param name="Peer">The engine as it was asked for.</param>
/// <param name="Arm">The engine that runs: one layout of LightGBM's where the faster was asked for.</param>
/// <param name="Round">From 0 on.</param>
sealed record SuiteStep(Cell Cell, string Peer, string Arm, int Round);
