using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LowBit.Studies;

/// <summary>A convolution, three residual blocks of 16, 32 and 64 channels, the mean over positions, and a linear layer.</summary>
static class ResNet8
{
    const int Width = 16;

    public static Module<Tensor, Tensor> Make(int channels, int classCount) => Sequential(
        ("conv", Conv2d(channels, Width, 3, padding: 1, bias: false)), ("norm", BatchNorm2d(Width)), ("relu", ReLU()),
        ("block1", new ResidualBlock(Width, Width, 1)),
        ("block2", new ResidualBlock(Width, 2 * Width, 2)),
        ("block3", new ResidualBlock(2 * Width, 4 * Width, 2)),
        ("pool", AdaptiveAvgPool2d(1)), ("flatten", Flatten()),
        ("output", Linear(4 * Width, classCount)));
}
