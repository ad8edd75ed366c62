namespace LowBit.Boosting;

/// <summary>What a search must know of the leaf that it splits.</summary>
/// <param name="Sums">Σ over the leaf's rows in the bag.</param>
/// <param name="RowCount">Rows over all ranks, exact.</param>
/// <param name="Output">Output the leaf has now; what path smoothing pulls its children to.</param>
/// <param name="Node">A number that is unique in its tree, for random words.</param>
readonly record struct LeafTotals(GradientSums Sums, long RowCount, double Output, int Node = 0);
