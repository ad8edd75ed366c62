using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>Two convolutions of 3 × 3 with batch normalization, added to what came in; 1 × 1 where the shape changes.</summary>
sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    readonly nn.Module<Tensor, Tensor> conv1, norm1, conv2, norm2, shortcut;

    public ResidualBlock(int inputs, int outputs, int stride) : base(nameof(ResidualBlock))
    {
        conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding: 1, bias: false);
        norm1 = nn.BatchNorm2d(outputs);
        conv2 = nn.Conv2d(outputs, outputs, 3, padding: 1, bias: false);
        norm2 = nn.BatchNorm2d(outputs);
        shortcut = stride == 1 && inputs == outputs ? nn.Identity() : nn.Conv2d(inputs, outputs, 1, stride, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = norm2.call(conv2.call(norm1.call(conv1.call(input)).relu()));
        return (x + shortcut.call(input)).relu().MoveToOuterDisposeScope();
    }
}
