using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Gradients of a product's inputs; null where none is wanted.</summary>
record struct LinearGradients
{
    public Tensor? X { get; set; }

    public Tensor? W { get; set; }

    public Tensor? XStep { get; set; }

    public Tensor? WStep { get; set; }
}
