using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>A conversion that is planned first and carried out when nothing can go wrong any more.</summary>
sealed class ModelConversion(Recipe recipe, ulong seed, Func<string, bool> filter)
{
    readonly List<LayerConversion> _layers = [];
    readonly List<(ModulePlace Place, LowPrecisionLinear Layer)> _replacements = [];
    // A module that stands in two places stays one module.
    readonly Dictionary<nn.Module, LowPrecisionLinear> _made = new(ReferenceEqualityComparer.Instance);
    readonly List<string> _linearNames = [];

    public void Plan(nn.Module parent, string path)
    {
        foreach (var (name, child) in parent.named_children().ToList())
        {
            string fullName = path.Length == 0 ? name : $"{path}.{name}";
            if (child is Linear linear)
            {
                _linearNames.Add(fullName);
                PlanLinear(new(parent, name, child), linear, fullName);
                continue;
            }
            if (child.parameters(recurse: false).Any())
            {
                Add(fullName, child, LayerOutcome.NotSupported, child is LowPrecisionLinear
                    ? "it is a low-precision layer already" : "only Linear can be converted");
            }
            Plan(child, fullName);
        }
    }

    void PlanLinear(ModulePlace place, Linear linear, string name)
    {
        if (recipe.PolicyOf(name) is not { } policy)
        {
            Add(name, linear, LayerOutcome.LeftByRecipe, "the recipe names it");
        }
        else if (!filter(name))
        {
            Add(name, linear, LayerOutcome.LeftByFilter, "the filter says no");
        }
        else if (place.Obstacle(typeof(LowPrecisionLinear)) is { } obstacle)
        {
            Add(name, linear, LayerOutcome.NotSupported, obstacle);
        }
        else if (linear.weight!.dtype != ScalarType.Float32 || linear.weight.device_type != DeviceType.CPU)
        {
            Add(name, linear, LayerOutcome.NotSupported,
                $"its weight is {linear.weight.dtype} on {linear.weight.device_type}, not Float32 on CPU");
        }
        else
        {
            _replacements.Add((place, Make(linear, policy, name)));
            Add(name, linear, LayerOutcome.Converted, "");
        }
    }

    LowPrecisionLinear Make(Linear linear, GemmPolicy policy, string name)
    {
        if (!_made.TryGetValue(linear, out var layer))
        {
            try
            {
                layer = new(linear.weight!, linear.bias, policy, seed, (uint)_made.Count);
            }
            catch (RecipeException e)
            {
                throw new RecipeException($"{name}: {e.Message}", e);
            }
            layer.train(linear.training);
            _made.Add(linear, layer);
        }
        return layer;
    }

    public void RequirePatternsUsed()
    {
        if (recipe.Overrides.FirstOrDefault(own => !_linearNames.Exists(own.Matches)) is { } unused)
        {
            throw new RecipeException(
                $"The pattern {unused.Pattern} of recipe {recipe.Name} names no linear layer; there are: "
                + $"{string.Join(", ", _linearNames)}.");
        }
    }

    public ConversionReport Carry()
    {
        foreach (var (place, layer) in _replacements)
        {
            place.Replace(layer);
        }
        return new(recipe, _layers);
    }

    void Add(string name, nn.Module module, LayerOutcome outcome, string reason) =>
        _layers.Add(new(name, module.GetType().Name, outcome, reason));
}
