namespace LowBit.Boosting;

/// <summary>
/// A leaf whose output is Constant + Σ Coefficients[i] · row[Features[i]], added from left to right. A row with NaN in
/// one of the features gets the leaf's constant value in its place.
/// </summary>
/// <param name="Constant">Output where every feature is 0.</param>
/// <param name="Features">Columns of the training table.</param>
/// <param name="Coefficients">One factor a feature.</param>
public sealed record LinearLeaf(double Constant, int[] Features, double[] Coefficients);
