using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>A conversion that is planned first and carried out when nothing can go wrong any more.</summary>
sealed class ModelConversion(Recipe recipe, ulong seed, Func<LayerCandidate, bool> filter)
{
    readonly List<LayerConversion> _layers = [];
    readonly List<(ModulePlace Place, LowPrecisionLayer Layer)> _replacements = [];
    // A module that stands in two places stays one module.
    readonly Dictionary<nn.Module, LowPrecisionLayer> _made = new(ReferenceEqualityComparer.Instance);
    // By the memory of the weight: some modules of TorchSharp make a new Parameter over it whenever they are asked.
    readonly Dictionary<IntPtr, WeightStore> _stores = [];
    readonly Dictionary<LowPrecisionLayer, WeightStore> _storeOf = [];
    readonly List<string> _names = [];

    public void Plan(nn.Module parent, string path)
    {
        foreach (var (name, child) in parent.named_children().ToList())
        {
            string fullName = path.Length == 0 ? name : $"{path}.{name}";
            if (LayerForm.Of(child) is { } form)
            {
                _names.Add(fullName);
                PlanLayer(new(parent, name, child), form, fullName);
                continue;
            }
            if (child.parameters(recurse: false).Any())
            {
                Add(fullName, child, LayerOutcome.NotSupported, child is LowPrecisionLayer
                    ? "it is a low-precision layer already" : "only Linear, Conv2d and Embedding can be converted");
            }
            Plan(child, fullName);
        }
    }

    void PlanLayer(ModulePlace place, LayerForm form, string name)
    {
        if (!recipe.Kinds.HasFlag(form.Kind))
        {
            Add(name, place.Child, LayerOutcome.LeftByRecipe, "not of the recipe's kinds");
        }
        else if (recipe.PolicyOf(name) is not { } policy)
        {
            Add(name, place.Child, LayerOutcome.LeftByRecipe, "the recipe names it");
        }
        else if (!filter(form.Candidate(name)))
        {
            Add(name, place.Child, LayerOutcome.LeftByFilter, "the filter says no");
        }
        else if ((place.Obstacle(form.Replacement) ?? form.Obstacle) is { } obstacle)
        {
            Add(name, place.Child, LayerOutcome.NotSupported, obstacle);
        }
        else
        {
            _replacements.Add((place, Make(place.Child, form, policy, name)));
            Add(name, place.Child, LayerOutcome.Converted, Computed(form, policy));
        }
    }

    LowPrecisionLayer Make(nn.Module child, LayerForm form, GemmPolicy policy, string name)
    {
        if (!_made.TryGetValue(child, out var layer))
        {
            try
            {
                layer = form.Make(policy, seed, (uint)_made.Count);
                PlanStore(layer, recipe.WeightsOf(name));
            }
            catch (Exception e) when (e is RecipeException or OperandException)
            {
                throw new RecipeException($"{name}: {e.Message}", e);
            }
            layer.train(child.training);
            _made.Add(child, layer);
        }
        return layer;
    }

    // A weight of several layers has one store; the first layer says which.
    void PlanStore(LowPrecisionLayer layer, WeightStorage storage)
    {
        if (storage.Quantizer is null)
        {
            return;
        }
        if (layer.Policy.WForward.HasLearnedStep)
        {
            throw new RecipeException("The step of WForward is learned beside a float32 master. Use WeightStorage.Master.");
        }
        var memory = layer.Weight.storage<float>().data_ptr();
        if (!_stores.TryGetValue(memory, out var store))
        {
            _stores.Add(memory, store = new(layer.Weight, storage, seed, layer.Layer));
        }
        _storeOf.Add(layer, store);
    }

    static string Computed(LayerForm form, GemmPolicy policy) =>
        policy.Backend == GemmBackend.Emulated || form.Kind == LayerKinds.Embedding ? "emulated"
            : $"in int8: {string.Join(", ", Enum.GetValues<GemmProduct>().Where(policy.IsInteger))}";

    public void RequirePatternsUsed()
    {
        if (recipe.Overrides.FirstOrDefault(own => !_names.Exists(own.Matches)) is { } unused)
        {
            throw new RecipeException(
                $"The pattern {unused.Pattern} of recipe {recipe.Name} names no layer that can be converted; there are: "
                + $"{string.Join(", ", _names)}.");
        }
    }

    public ConversionReport Carry()
    {
        foreach (var (place, layer) in _replacements)
        {
            place.Replace(layer);
            if (_storeOf.TryGetValue(layer, out var store))
            {
                layer.RestIn(store);
            }
        }
        return new(recipe, _layers);
    }

    void Add(string name, nn.Module module, LayerOutcome outcome, string reason) =>
        _layers.Add(new(name, module.GetType().Name, outcome, reason));
}
