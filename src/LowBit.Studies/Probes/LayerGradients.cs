using LowBit.Neural;
using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>∂L/∂Y of each low-precision layer of a model; its rows are samples, as in [Chen20 §4].</summary>
static class LayerGradients
{
    /// <param name="model">A model whose gradients are not quantized; its parameters' gradients are added to.</param>
    /// <param name="input">A batch.</param>
    /// <param name="target">Its classes.</param>
    /// <returns>Copies, which the caller's scope holds.</returns>
    public static IReadOnlyList<LayerGradient> Of(nn.Module<Tensor, Tensor> model, Tensor input, Tensor target)
    {
        using var scope = NewDisposeScope();
        List<(string Layer, Tensor Output)> outputs = [];
        var hooks = model.named_modules().Where(named => named.module is LowPrecisionLayer)
            .Select(named => ((LowPrecisionLayer)named.module).register_forward_hook((_, _, y) => Keep(named.name, y))).ToList();
        LearningTask.Loss(model.call(input), target).backward();
        model.ThrowIfBackwardFailed();
        hooks.ForEach(hook => hook.remove());
        List<LayerGradient> gradients = [.. outputs.Select(kept => new LayerGradient(
            kept.Layer, kept.Output.grad!.reshape(input.shape[0], -1).clone().MoveToOuterDisposeScope()))];
        outputs.ForEach(kept => kept.Output.Dispose());
        return gradients;

        // The model disposes what it is given; of an alias outside its scopes the gradient can be asked for.
        Tensor Keep(string layer, Tensor y)
        {
            var kept = y.alias().DetachFromDisposeScope();
            kept.retain_grad();
            outputs.Add((layer, kept));
            return kept.alias();
        }
    }
}
