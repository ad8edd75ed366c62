using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// A two-dimensional convolution as matrix products: X has a row for each position of each image, [images · positions ×
/// channels · height · width of the kernel], W is [outputs × channels · height · width], with the slots of a
/// <see cref="GemmPolicy"/>. Padding is with zeros.
/// </summary>
/// <inheritdoc/>
public sealed class LowPrecisionConv2d : LowPrecisionLayer
{
    /// <summary>A layer over parameters that somebody else may hold too, such as an optimizer.</summary>
    /// <param name="weight">[outputs × channels / groups × height × width], float32 on the CPU.</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="window">Stride, padding, dilation and groups.</param>
    /// <param name="policy">The slots; each group of channels is a product of its own.</param>
    /// <param name="seed">Seed of the random words.</param>
    /// <param name="layer">Number of the layer, below 2²⁹; no two layers of a model have the same.</param>
    /// <exception cref="RecipeException">The policy makes no sense, by itself or for these shapes.</exception>
    /// <exception cref="OperandException">The parameters are not of these shapes, type and device.</exception>
    public LowPrecisionConv2d(
        Parameter weight, Parameter? bias, ConvolutionWindow window, GemmPolicy policy, ulong seed, uint layer)
        : base(nameof(LowPrecisionConv2d), weight, bias, 4, policy, seed, layer)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (weight.shape[0] % window.Groups != 0)
        {
            throw new OperandException($"weight is {Require.Shape(weight)}; {window.Groups} groups do not divide its outputs.");
        }
        Window = window;
        TryWeight((int)(weight.shape[0] / window.Groups), KernelSize);
    }

    /// <summary>Stride, padding, dilation and groups.</summary>
    public ConvolutionWindow Window { get; }

    int KernelSize => (int)(Weight.shape[1] * Weight.shape[2] * Weight.shape[3]);

    /// <summary>The convolution.</summary>
    /// <param name="input">[images × channels × height × width], or without images; float32 on the CPU, any strides.</param>
    /// <returns>[images × outputs × height × width], or without images.</returns>
    /// <exception cref="OperandException">
    /// Wrong type, device or shape, more than 2²⁹ − 1 elements of X, or a NaN or an infinity in an x or W that is to be
    /// quantized.
    /// </exception>
    /// <exception cref="RecipeException">A quantizer cannot work on this number of rows.</exception>
    /// <exception cref="BackwardException">The backward pass before this one failed.</exception>
    public override Tensor forward(Tensor input)
    {
        BeginForward();
        Require.Floats(input, "the input");
        using var scope = NewDisposeScope();
        bool hasImages = input.dim() == 4;
        var images = hasImages ? input : input.dim() == 3 ? input.unsqueeze(0) : input;
        var (height, width) = OutputSize(images, input);
        var y = Window.Groups == 1 ? Convolve(images, Weight, Bias, height, width, 0)
            : cat([.. Enumerable.Range(0, Window.Groups).Select(group => Group(images, group, height, width))], 1);
        return (hasImages ? y : y.squeeze(0)).MoveToOuterDisposeScope();
    }

    Tensor Group(Tensor images, int group, int height, int width)
    {
        long outputs = Weight.shape[0] / Window.Groups, channels = Weight.shape[1];
        return Convolve(
            images.narrow(1, group * channels, channels), Weight.narrow(0, group * outputs, outputs),
            Bias?.narrow(0, group * outputs, outputs), height, width, group * outputs);
    }

    Tensor Convolve(Tensor images, Tensor w, Tensor? b, int height, int width, long firstOutput)
    {
        long count = images.shape[0];
        int positions = height * width;
        var patches = Window.Unfold(images, Weight.shape[2], Weight.shape[3]); // [images × kernel × positions]
        var x = patches.transpose(1, 2).reshape(count * positions, KernelSize);
        var y = Product(x, w.reshape(w.shape[0], KernelSize), b, positions, firstOutput);
        return y.reshape(count, positions, w.shape[0]).transpose(1, 2).reshape(count, w.shape[0], height, width);
    }

    (int Height, int Width) OutputSize(Tensor images, Tensor input)
    {
        if (images.dim() != 4 || images.shape[1] != Weight.shape[1] * Window.Groups)
        {
            throw new OperandException(
                $"the input is {Require.Shape(input)}; it needs [images × {Weight.shape[1] * Window.Groups} × height × width].");
        }
        var size = (Window.OutputHeight(images.shape[2], Weight.shape[2]), Window.OutputWidth(images.shape[3], Weight.shape[3]));
        if (size.Item1 < 1 || size.Item2 < 1)
        {
            throw new OperandException($"the input is {Require.Shape(input)}; the kernel {Require.Shape(Weight)} is larger.");
        }
        long rows = images.shape[0] * size.Item1 * size.Item2;
        Require.Size(input, rows, Math.Max(KernelSize, Weight.shape[0]));
        return ((int)size.Item1, (int)size.Item2);
    }
}
