using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// An operand of a product: float32 numbers, or int8 levels with scales outside. It knows its memory and how the slot sees
/// it: <see cref="Matrix"/> has rows along the contracted axis.
/// </summary>
/// <param name="values">Float32, or int8 levels, as the source lies in memory.</param>
/// <param name="scales">One in all, or one for each row of the slot's layout; null for float32 numbers.</param>
/// <param name="isTransposed">Whether the slot's layout is the transpose of the memory's.</param>
sealed class Operand(Tensor? values, float[]? scales, bool isTransposed)
{
    /// <summary>As it lies in memory.</summary>
    public Tensor Values => values!;

    /// <summary>Null for float32 numbers.</summary>
    public float[]? Scales => scales;

    public bool IsTransposed => isTransposed;

    /// <summary>Numbers or levels in the layout of the slot.</summary>
    public Tensor Matrix => isTransposed ? values!.t() : values!;

    /// <summary>The numbers in the layout of the slot: level · scale, rounded once.</summary>
    public Tensor Numbers()
    {
        if (scales is null)
        {
            return Matrix;
        }
        using var column = tensor(scales).unsqueeze(1);
        return Matrix.to_type(ScalarType.Float32).mul_(column);
    }

    /// <summary>All but the tensor, which somebody else holds.</summary>
    public Operand Without() => new(null, scales, isTransposed);

    /// <summary>With the tensor again.</summary>
    public Operand With(Tensor tensor) => new(tensor, scales, isTransposed);

    /// <summary>The same numbers for a product that contracts the other axis.</summary>
    public Operand Turned() => scales is { Length: > 1 } ? new(Numbers(), null, true) : new(values, scales, !isTransposed);
}
