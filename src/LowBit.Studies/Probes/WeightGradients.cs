using LowBit.Neural;
using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>∂L/∂W of every layer of a model, again and again with other random words, against a model without them.</summary>
static class WeightGradients
{
    /// <param name="training">A training whose model has the weights, and whose recipe is the mark.</param>
    /// <param name="recipe">What is drawn.</param>
    /// <param name="draws">How often.</param>
    /// <returns>By layer, the errors of its draws.</returns>
    public static IReadOnlyDictionary<string, DrawErrors> Drawn(Training training, Recipe recipe, int draws)
    {
        using var scope = NewDisposeScope();
        var (input, target) = training.Task.Batch(training.Seed, training.Task.StepCount);
        using var twin = training.Task.MakeModel();
        twin.load_state_dict(training.Model.state_dict());
        twin.ToLowPrecision(recipe, training.Seed);
        var errors = Gradients(training.Model, input, target).ToDictionary(pair => pair.Key, pair => new DrawErrors(pair.Value));
        for (uint draw = 0; draw < draws; draw++)
        {
            twin.SetStep(draw);
            foreach (var (layer, gradient) in Gradients(twin, input, target))
            {
                errors[layer].Add(gradient);
            }
        }
        return errors;
    }

    static Dictionary<string, float[]> Gradients(nn.Module<Tensor, Tensor> model, Tensor input, Tensor target)
    {
        using var scope = NewDisposeScope();
        model.zero_grad();
        LearningTask.Loss(model.call(input), target).backward();
        model.ThrowIfBackwardFailed();
        return model.named_modules().Where(named => named.module is LowPrecisionLayer).ToDictionary(
            named => named.name, named => ((LowPrecisionLayer)named.module).Weight.grad!.contiguous().data<float>().ToArray());
    }
}
