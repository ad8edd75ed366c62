using static TorchSharp.torch;

namespace LowBit.Bench;

/// <summary>A block of a language model: causal attention in float32 and a feed-forward part, each behind a normalization.</summary>
sealed class TransformerBlock : nn.Module<Tensor, Tensor>
{
    readonly nn.Module<Tensor, Tensor> _beforeAttention, _beforeFeedForward, _heads, _out, _up, _down, _gelu;
    readonly long _headCount;

    public TransformerBlock(long width, long headCount)
        : base(nameof(TransformerBlock))
    {
        _headCount = headCount;
        (_beforeAttention, _beforeFeedForward) = (nn.LayerNorm(width), nn.LayerNorm(width));
        (_heads, _out) = (nn.Linear(width, 3 * width), nn.Linear(width, width));
        (_up, _down, _gelu) = (nn.Linear(width, 4 * width), nn.Linear(4 * width, width), nn.GELU());
        RegisterComponents();
    }

    /// <param name="input">[sequences × tokens × width].</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = input + _out.call(Attend(_heads.call(_beforeAttention.call(input))));
        var y = x + _down.call(_gelu.call(_up.call(_beforeFeedForward.call(x))));
        return y.MoveToOuterDisposeScope();
    }

    Tensor Attend(Tensor heads)
    {
        var (sequences, tokens, width) = (heads.shape[0], heads.shape[1], heads.shape[2] / 3);
        var parts = heads.reshape(sequences, tokens, 3, _headCount, width / _headCount).permute(2, 0, 3, 1, 4);
        var y = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], null, 0, is_casual: true);
        return y.transpose(1, 2).reshape(sequences, tokens, width);
    }
}
