namespace LowBit.Numerics;

/// <summary>Neighbouring elements that share a scale.</summary>
/// <param name="Start">Index of the first one in the row-major matrix.</param>
/// <param name="Length">How many, ≥ 1.</param>
/// <param name="Scale">Index of their scale.</param>
public readonly record struct ScaleRun(int Start, int Length, int Scale);
