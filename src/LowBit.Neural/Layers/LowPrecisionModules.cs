using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Low precision for the layers of a model.</summary>
public static class LowPrecisionModules
{
    /// <summary>
    /// Replaces the layers of a recipe's kinds below a model by low-precision ones over the same parameters, in place: optimizers that
    /// hold them go on. Either all of them that the report names are replaced, or an exception comes and none is.
    /// </summary>
    /// <param name="model">The model; itself no layer that can be converted.</param>
    /// <param name="recipe">How layers compute.</param>
    /// <param name="seed">Seed of the random words; converted layers are numbered in the order of <c>named_modules</c>.</param>
    /// <param name="filter">Whether to convert a layer; null for all.</param>
    /// <returns>What was converted and what not, and why.</returns>
    /// <exception cref="RecipeException">
    /// The recipe makes no sense, its quantizers cannot work on a layer's weights, or a pattern names no layer.
    /// </exception>
    public static ConversionReport ToLowPrecision(
        this nn.Module model, Recipe recipe, ulong seed, Func<LayerCandidate, bool>? filter = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(recipe);
        if (LayerForm.Of(model) is { } form)
        {
            throw new ArgumentException(
                $"The model is itself a {form.Kind}, which nothing can be put in the place of. Use {form.Replacement.Name}.",
                nameof(model));
        }
        recipe.Validate();
        var conversion = new ModelConversion(recipe, seed, filter ?? (static _ => true));
        conversion.Plan(model, "");
        conversion.RequirePatternsUsed();
        return conversion.Carry();
    }

    /// <summary>Sets the number of the update in all low-precision layers; see <see cref="LowPrecisionLayer.Step"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="step">The number, from 0.</param>
    public static void SetStep(this nn.Module model, uint step)
    {
        foreach (var layer in Layers(model))
        {
            layer.Step = step;
        }
    }

    /// <summary>Throws what went wrong in a backward pass; to be called before the optimizer's step.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="BackwardException">The backward pass of a layer failed; gradients are missing.</exception>
    public static void ThrowIfBackwardFailed(this nn.Module model)
    {
        foreach (var layer in Layers(model))
        {
            layer.ThrowIfBackwardFailed();
        }
    }

    internal static IEnumerable<LowPrecisionLayer> Layers(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model is LowPrecisionLayer one ? [one] : model.modules().OfType<LowPrecisionLayer>();
    }
}
