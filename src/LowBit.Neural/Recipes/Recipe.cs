namespace LowBit.Neural;

/// <summary>How the layers of a model compute. Immutable.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Policy">What holds for all layers but those of <see cref="Overrides"/>.</param>
public sealed record Recipe(string Name, GemmPolicy Policy)
{
    /// <summary>Exceptions by name of layer; the first that matches counts.</summary>
    public IReadOnlyList<LayerOverride> Overrides { get; init; } = [];

    /// <summary>The policy of a layer; null leaves it as it is.</summary>
    /// <param name="layer">Its name, as in <c>named_modules</c>.</param>
    public GemmPolicy? PolicyOf(string layer) =>
        Overrides.FirstOrDefault(o => o.Matches(layer)) is { } own ? own.Policy : Policy;

    /// <summary>Checks all policies; see <see cref="GemmPolicy.Validate"/>.</summary>
    /// <exception cref="RecipeException">One of them makes no sense.</exception>
    public void Validate()
    {
        Policy.Validate();
        foreach (var own in Overrides)
        {
            own.Policy?.Validate();
        }
    }
}
