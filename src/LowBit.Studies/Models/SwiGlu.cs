using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>The feed-forward part: down(silu(gate x) · up x).</summary>
sealed class SwiGlu : nn.Module<Tensor, Tensor>
{
    readonly nn.Module<Tensor, Tensor> gate, up, down;

    public SwiGlu(CharacterShape shape) : base(nameof(SwiGlu))
    {
        gate = shape.Linear(shape.Width, shape.Hidden);
        up = shape.Linear(shape.Width, shape.Hidden);
        down = shape.Linear(shape.Hidden, shape.Width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return down.call(nn.functional.silu(gate.call(input)) * up.call(input)).MoveToOuterDisposeScope();
    }
}
