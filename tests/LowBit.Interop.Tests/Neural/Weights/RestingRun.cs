using LowBit.Neural;
using TorchSharp;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>A network whose weights rest as codes, that learns a function of another one.</summary>
sealed class RestingRun : IDisposable
{
    const int Rows = 512, Batch = 64, Inputs = 16, Hidden = 96, Outputs = 4;

    readonly DisposeScope _scope = NewDisposeScope();
    readonly Tensor _x, _y;
    uint _step;

    public RestingRun(Recipe recipe, Func<Sequential, optim.Optimizer>? optimizer = null, ulong seed = Seed)
    {
        _x = Normal(1, Rows, Inputs);
        _y = (_x.matmul(Normal(2, Inputs, 8)) / 4).tanh().matmul(Normal(3, 8, Outputs));
        Model = nn.Sequential(
            ("hidden", nn.Linear(Inputs, Hidden)), ("relu", nn.ReLU()), ("output", nn.Linear(Hidden, Outputs)));
        using (no_grad())
        {
            foreach (var (parameter, i) in Model.parameters().Select((p, i) => (p, i)))
            {
                parameter.copy_(Normal(10 + i, parameter.shape) / 4);
            }
        }
        Report = Model.ToLowPrecision(recipe, seed);
        Weights = new(Model);
        Optimizer = optimizer?.Invoke(Model) ?? new LowPrecisionAdamW(
            Model.parameters(), new() { LearningRate = 0.01, WeightDecay = 0, State = StateFormat.Int8, Seed = seed });
    }

    public Sequential Model { get; }

    public ConversionReport Report { get; }

    public RestingWeights Weights { get; }

    public optim.Optimizer Optimizer { get; }

    public double FlipRates { get; private set; }

    public double Loss
    {
        get
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            return nn.functional.mse_loss(Model.call(_x), _y).item<float>();
        }
    }

    public Dictionary<string, StateTensor> State => Weights.SaveState()
        .Concat((Optimizer as IStateSource)?.SaveState() ?? []).ToDictionary(tensor => tensor.Name);

    public string StateText => string.Join('\n', State.Values.Select(tensor => $"{tensor.Name} {Convert.ToHexString(tensor.Data)}"));

    public void Train(int steps)
    {
        for (int i = 0; i < steps; i++, _step++)
        {
            using var scope = NewDisposeScope();
            Model.SetStep(_step);
            Optimizer.zero_grad();
            int from = (int)(_step * Batch % Rows);
            nn.functional.mse_loss(Model.call(_x[from..(from + Batch)]), _y[from..(from + Batch)]).backward();
            Model.ThrowIfBackwardFailed();
            Optimizer.step();
            FlipRates += Weights.FlipRate;
        }
    }

    /// <summary>Goes on where another run is.</summary>
    public void Resume(RestingRun other)
    {
        using var off = no_grad();
        foreach (var (mine, its) in Model.parameters().Zip(other.Model.parameters()))
        {
            if (WeightStore.Of(mine) is null)
            {
                mine.copy_(its);
            }
        }
        Weights.LoadState(other.State);
        ((IStateSource)Optimizer).LoadState(other.State);
        _step = other._step;
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Model.Dispose();
        _scope.Dispose();
    }
}
