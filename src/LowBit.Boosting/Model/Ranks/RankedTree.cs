namespace LowBit.Boosting;

/// <summary>Where a tree stands in a <see cref="RankedForest"/>.</summary>
/// <param name="Tree">The tree; its leaves keep their numbers.</param>
/// <param name="FirstStep">Its first step.</param>
/// <param name="Runs">Lengths of runs of steps of the same kind: numeric, category, numeric, …</param>
/// <param name="Root">Byte offset of each row's leaf in the work area, once all steps are done.</param>
sealed record RankedTree(Tree Tree, int FirstStep, int[] Runs, int Root);
