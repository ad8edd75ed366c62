namespace LowBit.Boosting;

/// <summary>Where a tree stands in a <see cref="Forest"/>.</summary>
/// <param name="Root">Byte offset of its root.</param>
/// <param name="HasCategories">Some node of it looks up a category.</param>
/// <param name="LinearLeaves">Models of its leaves; empty: a leaf is its value.</param>
readonly record struct ForestTree(uint Root, bool HasCategories, LinearLeaf[] LinearLeaves);
