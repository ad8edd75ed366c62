namespace LowBit.Boosting;

/// <summary>What the search of a leaf needs at every feature, computed once a leaf.</summary>
/// <param name="totals">The leaf.</param>
/// <param name="rules">The rules.</param>
readonly struct LeafSearch(in LeafTotals totals, SplitRules rules)
{
    readonly double _unit = rules.IsPlain ? rules.GainUnit : 1;
    readonly double _toBeat = rules.OwnGain(totals) + rules.Options.MinGainToSplit;

    public LeafTotals Totals { get; } = totals;

    /// <inheritdoc cref="SplitRules.LeastHessian"/>
    public long Least { get; } = rules.LeastHessian(totals);

    /// <summary>What a split brings: its score in loss units, minus the leaf's own gain and what a split must bring.</summary>
    public double Gain(double score) => score * _unit - _toBeat;
}
