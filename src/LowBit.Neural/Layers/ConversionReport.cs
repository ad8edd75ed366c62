namespace LowBit.Neural;

/// <summary>What a conversion did: every layer with parameters of its own, in the order of <c>named_modules</c>.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Layers">The layers.</param>
public sealed record ConversionReport(Recipe Recipe, IReadOnlyList<LayerConversion> Layers)
{
    /// <summary>Layers that were converted.</summary>
    public int ConvertedCount => Layers.Count(layer => layer.Outcome == LayerOutcome.Converted);

    /// <summary>A line for the whole and one for each layer.</summary>
    public override string ToString() => string.Join('\n', [
        $"{Recipe.Name}: {ConvertedCount} of {Layers.Count} layers converted",
        .. Layers.Select(l => $"  {l.Name} ({l.Type}): {l.Outcome}{(l.Reason.Length > 0 ? ", " : "")}{l.Reason}"),
    ]);
}
