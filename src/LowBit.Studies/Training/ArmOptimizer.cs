using System.Globalization;
using LowBit.Neural;
using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>An optimizer and its learning rate: a linear rise, then a half cosine down to zero.</summary>
/// <param name="Kind">Which.</param>
/// <param name="LearningRate">The highest.</param>
/// <param name="WeightDecay">Decoupled for AdamW, part of the gradient for SGD.</param>
/// <param name="WarmUp">Share of the updates in which the rate rises.</param>
sealed record ArmOptimizer(ArmOptimizerKind Kind, double LearningRate, double WeightDecay = 0, double WarmUp = 0.05)
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    const double Momentum = 0.9, Beta1 = 0.9, Beta2 = 0.95, Epsilon = 1e-8;

    /// <summary>The optimizer of a model's parameters, those that rest as codes among them.</summary>
    public optim.Optimizer Make(nn.Module model)
    {
        optim.Optimizer optimizer = Kind == ArmOptimizerKind.Sgd
            ? optim.SGD(model.parameters(), LearningRate, Momentum, weight_decay: WeightDecay)
            : optim.AdamW(model.parameters(), LearningRate, Beta1, Beta2, Epsilon, WeightDecay);
        return new RestingWeights(model).Stores.Count == 0 ? optimizer : new RestingWeightOptimizer(optimizer, model);
    }

    /// <summary>Name and settings, for people.</summary>
    public override string ToString() =>
        (Kind == ArmOptimizerKind.Sgd ? string.Create(Invariant, $"SGD, momentum {Momentum}") : string.Create(Invariant, $"AdamW, β {Beta1} and {Beta2}"))
        + string.Create(Invariant, $", learning rate {LearningRate} after a rise over {100 * WarmUp} % of the updates, then a half cosine to 0; weight decay {WeightDecay}");

    /// <summary>The learning rate of an update.</summary>
    public double RateAt(int step, int stepCount)
    {
        double rise = Math.Max(1, WarmUp * stepCount);
        return step < rise ? LearningRate * (step + 1) / (rise + 1)
            : LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - rise) / (stepCount - rise)));
    }
}
