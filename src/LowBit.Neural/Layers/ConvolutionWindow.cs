using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>How the kernel of a two-dimensional convolution moves over an image. Immutable.</summary>
public sealed record ConvolutionWindow
{
    /// <summary>Rows and columns from one position to the next, ≥ 1.</summary>
    public (long Height, long Width) Stride { get; init; } = (1, 1);

    /// <summary>Rows of zeros above and below, columns of zeros left and right, ≥ 0.</summary>
    public (long Height, long Width) Padding { get; init; }

    /// <summary>Rows and columns between elements of the kernel, ≥ 1.</summary>
    public (long Height, long Width) Dilation { get; init; } = (1, 1);

    /// <summary>Groups of channels, each with kernels of its own, ≥ 1.</summary>
    public int Groups { get; init; } = 1;

    internal long OutputHeight(long height, long kernel) => Positions(height, kernel, Stride.Height, Padding.Height, Dilation.Height);

    internal long OutputWidth(long width, long kernel) => Positions(width, kernel, Stride.Width, Padding.Width, Dilation.Width);

    /// <summary>[images × channels · height · width of the kernel × positions].</summary>
    internal Tensor Unfold(Tensor images, long height, long width) =>
        nn.functional.unfold(images, (height, width), Dilation, Padding, Stride);

    static long Positions(long size, long kernel, long stride, long padding, long dilation)
    {
        long span = size + 2 * padding - dilation * (kernel - 1) - 1;
        return span < 0 ? 0 : span / stride + 1;
    }
}
