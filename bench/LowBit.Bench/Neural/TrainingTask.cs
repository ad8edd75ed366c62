using LowBit.Neural;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Bench;

/// <summary>A model, its optimizer and a batch: one arm of a comparison.</summary>
sealed class TrainingTask : IDisposable
{
    readonly nn.Module<Tensor, Tensor> _model;
    readonly optim.Optimizer _optimizer;
    readonly Tensor _input, _target;

    TrainingTask(nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, Tensor input)
    {
        (_model, _optimizer, _input) = (model, optimizer, input);
        using (no_grad())
        {
            _target = randn_like(input);
        }
    }

    /// <param name="name">mlp or block.</param>
    /// <param name="size">Width and rows.</param>
    /// <param name="recipe">Null: TorchSharp's own layers.</param>
    /// <param name="optimizer">Makes it.</param>
    public static TrainingTask Of(string name, TaskSize size, Neural.Recipe? recipe, Func<nn.Module, optim.Optimizer> optimizer)
    {
        random.manual_seed(1);
        nn.Module<Tensor, Tensor> model = name == "mlp" ? Mlp(size.MlpWidth) : new TransformerBlock(size.BlockWidth, size.BlockWidth / 64);
        var input = name == "mlp" ? randn(size.MlpBatch, size.MlpWidth) : randn(size.Sequences, size.Tokens, size.BlockWidth);
        if (recipe is not null)
        {
            model.ToLowPrecision(recipe, seed: 1);
        }
        return new(model, optimizer(model), input);
    }

    /// <summary>One update.</summary>
    public float Step()
    {
        using var scope = NewDisposeScope();
        _optimizer.zero_grad();
        var loss = nn.functional.mse_loss(_model.call(_input), _target);
        loss.backward();
        _model.ThrowIfBackwardFailed();
        _optimizer.step();
        return loss.item<float>();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
        _input.Dispose();
        _target.Dispose();
    }

    static Sequential Mlp(long width) => nn.Sequential(
        nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(),
        nn.Linear(width, width));
}

/// <param name="MlpWidth">Width of the four layers of the MLP.</param>
/// <param name="MlpBatch">Rows of its batch.</param>
/// <param name="BlockWidth">Width of the transformer block, a multiple of 64.</param>
/// <param name="Sequences">Sequences of its batch.</param>
/// <param name="Tokens">Tokens of each.</param>
readonly record struct TaskSize(long MlpWidth, long MlpBatch, long BlockWidth, long Sequences, long Tokens);
