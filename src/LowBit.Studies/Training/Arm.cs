using LowBit.Neural;

namespace LowBit.Studies;

/// <summary>One way to train.</summary>
/// <param name="Name">For tables and results; unlike those of the other arms.</param>
/// <param name="Recipe">What becomes of the model's layers; null leaves them to TorchSharp, in float32.</param>
/// <param name="Optimizer">What updates the weights.</param>
sealed record Arm(string Name, Recipe? Recipe, ArmOptimizer Optimizer)
{
    /// <summary>Makes what looks at a training while it runs; null for nothing.</summary>
    public Func<ITrainingWatch>? Watch { get; init; }

    /// <summary>What else is measured of a model that has been trained.</summary>
    public Func<Training, Measures>? Probe { get; init; }
}
