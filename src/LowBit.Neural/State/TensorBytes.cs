using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Tensors as exact bytes, and back.</summary>
static class TensorBytes
{
    static readonly (ScalarType Torch, StateElement Element)[] Types =
    [
        (ScalarType.Float32, StateElement.F32), (ScalarType.BFloat16, StateElement.BF16), (ScalarType.Float16, StateElement.F16),
        (ScalarType.Byte, StateElement.U8), (ScalarType.Int8, StateElement.I8), (ScalarType.Int32, StateElement.I32),
        (ScalarType.Int64, StateElement.I64),
    ];

    /// <summary>The element of a type; null for one that files do not hold.</summary>
    public static StateElement? ElementOf(ScalarType type) =>
        Array.FindIndex(Types, known => known.Torch == type) is >= 0 and var i ? Types[i].Element : null;

    public static ScalarType TypeOf(StateElement element) => Types.First(known => known.Element == element).Torch;

    /// <summary>A copy of a tensor's elements, row-major; any strides and device.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="tensor">Of a type with an element, at most 2³¹ − 57 bytes.</param>
    public static StateTensor Copy(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var memory = tensor.detach().cpu().contiguous();
        byte[] data = memory.NumberOfElements == 0 ? [] : memory.bytes.ToArray();
        return new(name, ElementOf(tensor.dtype)!.Value, tensor.shape, data);
    }

    /// <summary>A tensor of its own with the elements.</summary>
    public static Tensor ToTensor(StateTensor state)
    {
        var tensor = empty(state.Shape, TypeOf(state.Type));
        if (state.Data.Length > 0)
        {
            state.Data.CopyTo(tensor.bytes);
        }
        return tensor;
    }

    /// <summary>Puts elements into a tensor of the same type and shape, in place.</summary>
    public static void Restore(StateTensor state, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        tensor.copy_(ToTensor(state));
    }

    /// <summary>Whether one place in memory stands for several elements: the tensor has no values of its own.</summary>
    public static bool IsExpanded(Tensor tensor) => tensor.shape.Zip(tensor.stride()).Any(axis => axis.First > 1 && axis.Second == 0);

    /// <summary>Numbers among the elements that are NaN or infinite.</summary>
    public static long NonFiniteCount(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        return tensor.is_floating_point() ? tensor.NumberOfElements - tensor.isfinite().sum().item<long>() : 0;
    }
}
