namespace LowBit.Neural;

/// <summary>How the layers of a model compute. Immutable.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Policy">What holds for all layers but those of <see cref="Overrides"/>.</param>
public sealed record Recipe(string Name, GemmPolicy Policy)
{
    /// <summary>Exceptions by name of layer; the first that matches counts.</summary>
    public IReadOnlyList<LayerOverride> Overrides { get; init; } = [];

    /// <summary>What weights are between steps, in all layers but those whose override says something else.</summary>
    public WeightStorage Weights { get; init; } = WeightStorage.Master;

    /// <summary>What is converted at all.</summary>
    public LayerKinds Kinds { get; init; } = LayerKinds.Linear | LayerKinds.Conv2d;

    /// <summary>The same recipe on a back end: in all policies that have an integer product, as far as they do.</summary>
    /// <param name="backend">What computes products of integers.</param>
    public Recipe On(GemmBackend backend) => this with
    {
        Policy = On(Policy, backend),
        Overrides = [.. Overrides.Select(own => own.Policy is { } policy ? own with { Policy = On(policy, backend) } : own)],
    };

    static GemmPolicy On(GemmPolicy policy, GemmBackend backend) =>
        backend == GemmBackend.Emulated || Enum.GetValues<GemmProduct>().Any(policy.IsInteger)
            ? policy with { Backend = backend } : policy;

    /// <summary>The policy of a layer; null leaves it as it is.</summary>
    /// <param name="layer">Its name, as in <c>named_modules</c>.</param>
    public GemmPolicy? PolicyOf(string layer) =>
        Overrides.FirstOrDefault(o => o.Matches(layer)) is { } own ? own.Policy : Policy;

    /// <summary>What the weight of a layer is between steps.</summary>
    /// <param name="layer">Its name, as in <c>named_modules</c>.</param>
    public WeightStorage WeightsOf(string layer) => Overrides.FirstOrDefault(o => o.Matches(layer))?.Weights ?? Weights;

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
