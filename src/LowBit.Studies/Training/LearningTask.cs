using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>What is learned. Batches depend on the seed and the step alone: every arm sees the same ones.</summary>
abstract class LearningTask
{
    /// <summary>For tables and results.</summary>
    public abstract string Name { get; }

    /// <summary>Data, model and batches in a sentence.</summary>
    public abstract string Description { get; }

    /// <summary>Updates of a training.</summary>
    public abstract int StepCount { get; }

    /// <summary>Work of an update, in any unit that tasks of a study share; for the time that is left.</summary>
    public abstract double StepCost { get; }

    /// <summary>A model in high precision; its weights are set afterwards.</summary>
    public abstract nn.Module<Tensor, Tensor> MakeModel();

    /// <summary>Examples and the classes that a model should find, for one update.</summary>
    public abstract (Tensor Input, Tensor Target) Batch(ulong seed, int step);

    /// <summary>What a model makes of the data that it has not seen.</summary>
    public abstract Measures Evaluate(nn.Module<Tensor, Tensor> model);

    /// <summary>What counts for a training that diverged: a model that knows nothing.</summary>
    public abstract Measures Chance { get; }

    /// <summary>Mean cross-entropy of logits, in nats.</summary>
    public static Tensor Loss(Tensor logits, Tensor target) =>
        nn.functional.cross_entropy(logits.reshape(-1, logits.shape[^1]), target.reshape(-1));
}
