using LowBit.Neural;
using TorchSharp;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>A network of two layers that learns a noisy function of another one.</summary>
sealed class SmallTraining : IDisposable
{
    const int Rows = 512, Batch = 64, Inputs = 16, Hidden = 48, Outputs = 4;
    const double Noise = 0.3;

    readonly DisposeScope _scope = NewDisposeScope();
    readonly Tensor _x, _y;
    readonly Sequential _model;
    readonly optim.Optimizer _optimizer;
    uint _step;

    public SmallTraining(Recipe recipe, ulong seed = Seed)
    {
        _x = Normal(1, Rows, Inputs);
        _y = (_x.matmul(Normal(2, Inputs, 8)) / 4).tanh().matmul(Normal(3, 8, Outputs)) + (Noise * Normal(4, Rows, Outputs));
        _model = nn.Sequential(
            ("hidden", nn.Linear(Inputs, Hidden)), ("relu", nn.ReLU()), ("output", nn.Linear(Hidden, Outputs)));
        using (no_grad())
        {
            foreach (var (parameter, i) in _model.parameters().Select((p, i) => (p, i)))
            {
                parameter.copy_(Normal(10 + i, parameter.shape) / 6);
            }
        }
        _model.ToLowPrecision(recipe, seed);
        _optimizer = optim.Adam(_model.parameters(), lr: 0.01);
    }

    public nn.Module Model => _model;

    public int[] WeightBits => [.. _model.parameters().SelectMany(Bits)];

    /// <summary>Mean squared error over all rows.</summary>
    public double Loss
    {
        get
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            return nn.functional.mse_loss(_model.call(_x), _y).item<float>();
        }
    }

    public void Train(int steps)
    {
        for (int i = 0; i < steps; i++, _step++)
        {
            using var scope = NewDisposeScope();
            _model.SetStep(_step);
            _optimizer.zero_grad();
            long from = _step * Batch % Rows;
            nn.functional.mse_loss(_model.call(_x[(int)from..(int)(from + Batch)]), _y[(int)from..(int)(from + Batch)]).backward();
            _model.ThrowIfBackwardFailed();
            _optimizer.step();
        }
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
        _scope.Dispose();
    }
}
