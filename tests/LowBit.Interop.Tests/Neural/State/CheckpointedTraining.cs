using LowBit.Neural;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>A small network with dropout that trains on fresh rows at each step, and its checkpoints.</summary>
sealed class CheckpointedTraining : IDisposable
{
    readonly Recipe _recipe;
    readonly NamedState[] _sources;

    public CheckpointedTraining(
        Recipe recipe, Func<IEnumerable<Parameter>, optim.Optimizer> optimizer, int hidden = 24, ulong seed = Seed)
    {
        _recipe = recipe;
        Model = nn.Sequential(
            ("hidden", nn.Linear(16, hidden)), ("norm", nn.BatchNorm1d(hidden)), ("relu", nn.ReLU()), ("drop", nn.Dropout(0.2)),
            ("output", nn.Linear(hidden, 4)));
        using (no_grad())
        {
            foreach (var (parameter, i) in Model.parameters().Select((p, i) => (p, i)))
            {
                using var values = Normal(10 + i, parameter.shape) / 6;
                parameter.copy_(values);
            }
        }
        Model.ToLowPrecision(recipe, seed);
        Optimizer = optimizer(Model.parameters());
        _sources = [new("optimizer", new TorchOptimizerState(Optimizer)), new("random", new TorchRandomState())];
    }

    public Sequential Model { get; }

    public optim.Optimizer Optimizer { get; }

    public uint Step { get; private set; }

    /// <summary>Every bit that the training depends on.</summary>
    public string[] Bits =>
    [
        .. Model.state_dict().Select(pair => $"{pair.Key} {Convert.ToHexString(TensorBytes.Copy(pair.Key, pair.Value).Data)}"),
        .. _sources.SelectMany(source => source.Source.SaveState()).Select(tensor => $"{tensor.Name} {Convert.ToHexString(tensor.Data)}"),
    ];

    public void Train(int steps)
    {
        for (int i = 0; i < steps; i++, Step++)
        {
            using var scope = NewDisposeScope();
            Model.SetStep(Step);
            Optimizer.zero_grad();
            nn.functional.mse_loss(Model.call(Normal(1000 + Step, 32, 16)), Normal(2000 + Step, 32, 4)).backward();
            Model.ThrowIfBackwardFailed();
            Optimizer.step();
        }
    }

    public void Save(string path) => TrainingCheckpoint.Save(
        path, Model, _recipe, new(Step, Seed) { Entries = new Dictionary<string, string> { ["epoch"] = "3 of 7" } }, _sources);

    public CheckpointProgress Load(string path)
    {
        var progress = TrainingCheckpoint.Load(path, Model, _recipe, _sources);
        Step = progress.Step;
        return progress;
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Model.Dispose();
    }
}
