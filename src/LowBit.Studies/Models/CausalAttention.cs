using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>Attention of several heads to what came before, with rotary positions. Scores and their products are float32.</summary>
sealed class CausalAttention : nn.Module<Tensor, Tensor>
{
    readonly nn.Module<Tensor, Tensor> query, key, value, output, rotary;
    readonly int _headCount;

    public CausalAttention(CharacterShape shape) : base(nameof(CausalAttention))
    {
        query = shape.Linear(shape.Width, shape.Width);
        key = shape.Linear(shape.Width, shape.Width);
        value = shape.Linear(shape.Width, shape.Width);
        output = shape.Linear(shape.Width, shape.Width);
        rotary = new Rotary(shape.Context, shape.Width / shape.HeadCount);
        _headCount = shape.HeadCount;
        RegisterComponents();
    }

    /// <param name="input">[batch × positions × width].</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (q, k, v) = (Heads(query.call(input)), Heads(key.call(input)), Heads(value.call(input)));
        var mixed = nn.functional.scaled_dot_product_attention(rotary.call(q), rotary.call(k), v, is_casual: true);
        return output.call(mixed.transpose(1, 2).reshape(input.shape)).MoveToOuterDisposeScope();
    }

    // [batch × heads × positions × width of a head]
    Tensor Heads(Tensor x) => x.reshape(x.shape[0], x.shape[1], _headCount, -1).transpose(1, 2);
}
