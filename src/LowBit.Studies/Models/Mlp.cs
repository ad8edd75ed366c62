using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LowBit.Studies;

/// <summary>Fully connected layers with ReLU between them, from images to classes.</summary>
static class Mlp
{
    /// <param name="inputCount">Pixels of an image.</param>
    /// <param name="hidden">Widths of the hidden layers.</param>
    /// <param name="classCount">Outputs.</param>
    public static Module<Tensor, Tensor> Make(int inputCount, IReadOnlyList<int> hidden, int classCount)
    {
        List<(string, Module<Tensor, Tensor>)> layers = [("flatten", Flatten())];
        int width = inputCount;
        foreach (var (i, next) in hidden.Index())
        {
            layers.Add(($"hidden{i + 1}", Linear(width, next)));
            layers.Add(($"relu{i + 1}", ReLU()));
            width = next;
        }
        layers.Add(("output", Linear(width, classCount)));
        return Sequential(layers);
    }
}
