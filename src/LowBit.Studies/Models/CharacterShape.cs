using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LowBit.Studies;

/// <summary>Sizes of a character model.</summary>
/// <param name="Alphabet">Characters.</param>
sealed record CharacterShape(int Alphabet)
{
    /// <summary>Characters that a prediction sees, its own among them.</summary>
    public int Context { get; init; } = 64;

    public int Width { get; init; } = 128;

    public int LayerCount { get; init; } = 4;

    public int HeadCount { get; init; } = 4;

    /// <summary>Width of the feed-forward part: about 8/3 of the model's.</summary>
    public int Hidden { get; init; } = 344;

    public NormPlacement Norms { get; init; } = NormPlacement.BeforeBlock;

    /// <summary>A linear layer without bias, normalized before where that is its place.</summary>
    public Module<Tensor, Tensor> Linear(int inputs, int outputs) => Norms == NormPlacement.BeforeBlock
        ? nn.Linear(inputs, outputs, hasBias: false)
        : Sequential(("norm", new RmsNorm(inputs)), ("linear", nn.Linear(inputs, outputs, hasBias: false)));

    /// <summary>What stands before attention and the feed-forward part.</summary>
    public Module<Tensor, Tensor> BlockNorm() => Norms == NormPlacement.BeforeBlock ? new RmsNorm(Width) : Identity();
}
