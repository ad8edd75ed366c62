namespace LowBit.Boosting;

/// <summary>
/// One branch of a tree, as a walk through all of them meets it. A branch is followed by a row that takes it and all the
/// branches on the same feature above it.
/// </summary>
readonly struct ContributionStep
{
    /// <summary>Number of the node below it in the <see cref="Forest"/>.</summary>
    public required int Node { get; init; }

    /// <summary>Step of the branch above it; −1 below the root.</summary>
    public required int Parent { get; init; }

    /// <summary>Branches from the root to here, this one included.</summary>
    public required int Level { get; init; }

    /// <summary>Level of the next branch above on the same feature; 0: there is none.</summary>
    public required int Before { get; init; }

    /// <summary>Its feature, as a position in <see cref="ContributionTree.Columns"/>.</summary>
    public required int Column { get; init; }

    /// <summary>It is the left one of its node.</summary>
    public required bool IsLeft { get; init; }

    /// <summary>Nothing branches off below it.</summary>
    public required bool IsLeaf { get; init; }

    /// <summary>Share of its node's training rows that take it.</summary>
    public required double Fraction { get; init; }

    /// <summary>Product of the fractions of its feature's branches from the root to here.</summary>
    public required double Cover { get; init; }

    /// <summary>The same product without this branch.</summary>
    public required double CoverBefore { get; init; }
}
