using TorchSharp;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>What low-precision layers ask of tensors.</summary>
static class Require
{
    public static void Floats(Tensor tensor, string what)
    {
        if (tensor.dtype != ScalarType.Float32 || tensor.device_type != DeviceType.CPU)
        {
            throw new OperandException(
                $"{what} is {tensor.dtype} on {tensor.device_type}; low-precision layers need Float32 on CPU.");
        }
    }

    public static void Axes(Tensor weight, int count, string what)
    {
        if (weight.dim() != count)
        {
            string axes = count == 2 ? "[outputs × inputs]" : "[outputs × inputs × height × width]";
            throw new OperandException($"{what} has {weight.dim()} axes; it needs {count}, {axes}.");
        }
        if (weight.NumberOfElements > TensorSpan.MaxCount)
        {
            throw new OperandException($"{what} is {Shape(weight)}; it holds at most {TensorSpan.MaxCount} elements.");
        }
    }

    public static void Bias(Tensor bias, long outputs)
    {
        if (bias.dim() != 1 || bias.shape[0] != outputs)
        {
            throw new OperandException($"bias is {Shape(bias)}; it needs one element for each of {outputs} outputs.");
        }
    }

    /// <summary>Rows of X and Y of a product, against what a span covers.</summary>
    public static void Size(Tensor input, long rows, long widest)
    {
        if (rows * widest > TensorSpan.MaxCount)
        {
            throw new OperandException(
                $"the input is {Shape(input)}; it and the output hold at most {TensorSpan.MaxCount} elements. Use smaller batches.");
        }
    }

    public static string Shape(Tensor tensor) => $"[{string.Join(" × ", tensor.shape)}]";
}
