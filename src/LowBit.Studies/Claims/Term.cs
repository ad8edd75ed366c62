namespace LowBit.Studies;

/// <summary>A part of a claim's number.</summary>
/// <param name="Factor">What the measure is multiplied by.</param>
/// <param name="Arm">Name of the arm.</param>
/// <param name="Measure">Name of the measure.</param>
readonly record struct Term(double Factor, string Arm, string Measure);
