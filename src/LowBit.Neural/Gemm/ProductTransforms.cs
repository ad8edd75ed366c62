namespace LowBit.Neural;

/// <summary>
/// Transforms on the axes of a product L Rᵀ, L [n × k] and R [m × k] in the layouts of <see cref="GemmSlot"/>. Operands are
/// quantized behind them. Immutable.
/// </summary>
public sealed record ProductTransforms
{
    /// <summary>No transforms.</summary>
    public static ProductTransforms None { get; } = new();

    /// <summary>Along k, of both operands: L Tᵀ (R Tᵀ)ᵀ = L Rᵀ, so nothing is undone.</summary>
    public AxisTransform? Contracted { get; init; }

    /// <summary>Along n, of L; undone on the rows of the result.</summary>
    public AxisTransform? Left { get; init; }

    /// <summary>Along m, of R; undone on the columns of the result.</summary>
    public AxisTransform? Right { get; init; }

    internal bool IsNone => Contracted is null && Left is null && Right is null;

    /// <exception cref="RecipeException">A size does not divide its axis.</exception>
    internal void Require(GemmProduct product, long left, long contracted, long right)
    {
        Require(product, nameof(Left), Left, left);
        Require(product, nameof(Contracted), Contracted, contracted);
        Require(product, nameof(Right), Right, right);
    }

    static void Require(GemmProduct product, string axis, AxisTransform? transform, long length)
    {
        if (transform is not null && length % transform.Size != 0)
        {
            throw new RecipeException(
                $"The axis {axis} of the product {product} has {length} elements; Hadamard blocks of {transform.Size} do not divide it.");
        }
    }
}
