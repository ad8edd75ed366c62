using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>Attention, then the feed-forward part, each added to what came in.</summary>
sealed class CharacterBlock : nn.Module<Tensor, Tensor>
{
    readonly nn.Module<Tensor, Tensor> attentionNorm, attention, forwardNorm, feedForward;

    public CharacterBlock(CharacterShape shape) : base(nameof(CharacterBlock))
    {
        attentionNorm = shape.BlockNorm();
        attention = new CausalAttention(shape);
        forwardNorm = shape.BlockNorm();
        feedForward = new SwiGlu(shape);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = input + attention.call(attentionNorm.call(input));
        return (x + feedForward.call(forwardNorm.call(x))).MoveToOuterDisposeScope();
    }
}
