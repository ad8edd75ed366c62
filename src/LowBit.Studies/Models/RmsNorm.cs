using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>x / √(mean x² + ε) · gain along the last axis, in float32.</summary>
sealed class RmsNorm : nn.Module<Tensor, Tensor>
{
    const double Epsilon = 1e-6;

    readonly Parameter gain;

    public RmsNorm(int width) : base(nameof(RmsNorm))
    {
        gain = new(ones(width));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return (input * (input.square().mean([-1], keepdim: true) + Epsilon).rsqrt() * gain).MoveToOuterDisposeScope();
    }
}
