using System.Runtime.InteropServices;
using TorchSharp;

namespace LowBit.Neural;

/// <summary>The memory of a tensor.</summary>
static class TensorSpan
{
    /// <summary>Most elements of a float32 tensor that a span of bytes covers.</summary>
    public const long MaxCount = int.MaxValue / sizeof(float);

    /// <summary>The elements of a contiguous float32 tensor on the CPU, or the bits of an int32 one; valid as long as the tensor.</summary>
    public static Span<float> Of(torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>The elements of a contiguous int8 tensor on the CPU.</summary>
    public static Span<sbyte> LevelsOf(torch.Tensor tensor) => MemoryMarshal.Cast<byte, sbyte>(tensor.bytes);
}
