using LowBit.Neural;
using TorchSharp;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>Parameters of several sizes with gradients of their own in every step, and an optimizer over them.</summary>
sealed class OptimizerRun : IDisposable
{
    // Blocks of 256 and 128 divide the first, of 128 alone the second, neither the third; the last is small. The first has
    // more elements than a chunk of a step.
    static readonly long[][] Shapes = [[150, 256], [33, 128], [71, 83], [5]];

    readonly DisposeScope _scope = NewDisposeScope();
    int _step;

    public OptimizerRun(Func<Parameter[], optim.Optimizer> make)
    {
        Parameters = [.. Shapes.Select((shape, i) => new Parameter(Normal(20 + i, shape)))];
        Optimizer = make(Parameters);
    }

    public Parameter[] Parameters { get; }

    public optim.Optimizer Optimizer { get; }

    public int[] Bits => [.. Parameters.SelectMany(NeuralSamples.Bits)];

    public Dictionary<string, StateTensor> State =>
        ((IStateSource)Optimizer).SaveState().ToDictionary(tensor => tensor.Name);

    /// <summary>Bytes of all state, with the names.</summary>
    public string StateText => string.Join('\n', State.Values.Select(
        tensor => $"{tensor.Name} {tensor.Type} {string.Join('×', tensor.Shape)} {Convert.ToHexString(tensor.Data)}"));

    public static float[] Gradient(int parameter, int step) =>
        [.. (Normal(1000 + (10 * step) + parameter, Shapes[parameter]) * 0.1 * (step % 3 + 1)).data<float>()];

    public void Run(int steps)
    {
        for (int i = 0; i < steps; i++, _step++)
        {
            using var scope = NewDisposeScope();
            Optimizer.zero_grad();
            foreach (var (parameter, index) in Parameters.Select((p, index) => (p, index)))
            {
                (parameter * tensor(Gradient(index, _step), parameter.shape)).sum().backward();
            }
            Optimizer.step();
        }
    }

    /// <summary>Goes on where another run is.</summary>
    public void Resume(OptimizerRun other)
    {
        using var off = no_grad();
        foreach (var (mine, its) in Parameters.Zip(other.Parameters))
        {
            mine.copy_(its);
        }
        ((IStateSource)Optimizer).LoadState(other.State);
        _step = other._step;
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        _scope.Dispose();
    }
}
