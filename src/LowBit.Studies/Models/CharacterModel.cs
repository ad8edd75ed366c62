using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>
/// A language model of characters as LLaMA is built: RMSNorm, rotary positions, causal attention, SwiGLU, no biases. Embedding,
/// norms and attention scores are float32 under every recipe.
/// </summary>
sealed class CharacterModel : nn.Module<Tensor, Tensor>
{
    readonly nn.Module<Tensor, Tensor> embedding, blocks, norm, head;

    public CharacterModel(CharacterShape shape) : base(nameof(CharacterModel))
    {
        embedding = nn.Embedding(shape.Alphabet, shape.Width);
        blocks = nn.Sequential(Enumerable.Range(0, shape.LayerCount).Select(
            i => ($"{i}", (nn.Module<Tensor, Tensor>)new CharacterBlock(shape))));
        norm = shape.BlockNorm();
        head = shape.Linear(shape.Width, shape.Alphabet);
        RegisterComponents();
    }

    /// <param name="input">[batch × positions], codes of characters as int64.</param>
    /// <returns>[batch × positions × alphabet], the logits of the characters that follow.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return head.call(norm.call(blocks.call(embedding.call(input)))).MoveToOuterDisposeScope();
    }
}
