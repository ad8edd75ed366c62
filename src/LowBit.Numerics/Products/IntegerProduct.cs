namespace LowBit.Numerics;

/// <summary>Products of matrices of 8-bit integers, summed exactly in 32 bits.</summary>
public static class IntegerProduct
{
    /// <summary>
    /// Largest number of terms: 128² · 131,071 ≤ 2³¹ − 1, so no sum of int8 products, −128 included, leaves int32.
    /// </summary>
    public const int MaxTerms = IntegerDot.MaxTerms;

    /// <summary>
    /// destination[i, j] = Σ left[i, t] · right[j, t]: left · rightᵀ. The three products of a linear layer with X
    /// [batch × in], W [out × in], G [batch × out] are Y = (X, W), ∂X = (G, Wᵀ), ∂W = (Gᵀ, Xᵀ), where ᵀ is
    /// <see cref="MatrixView{T}.Transposed"/>. Exact; the same on every path and any number of threads. Allocates nothing
    /// with one thread, once the workspace has grown.
    /// </summary>
    /// <param name="left">[m × k] any layout.</param>
    /// <param name="right">[n × k] any layout; k ≤ <see cref="MaxTerms"/>.</param>
    /// <param name="workspace">Buffers and threads.</param>
    /// <param name="path">How to compute it.</param>
    /// <param name="destination">
    /// out: [m × n] row-major, without gaps; what is behind stays as it is. Must not overlap the operands.
    /// </param>
    /// <exception cref="ArgumentException">Shapes do not match, or there are too many terms.</exception>
    public static void Multiply(
        MatrixView<sbyte> left, MatrixView<sbyte> right, ProductWorkspace workspace, KernelPath path,
        Span<int> destination) =>
        Multiply(left, right, workspace, ProductKernel.Of(path), destination);

    internal static unsafe void Multiply(
        MatrixView<sbyte> left, MatrixView<sbyte> right, ProductWorkspace workspace, ProductKernel kernel,
        Span<int> destination)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        destination = ProductShape.Check(left, right, destination);
        IntegerDot.CheckTerms(left.Columns, MaxTerms, nameof(left));
        if (left.Columns == 0)
        {
            destination.Clear();
        }
        else if (kernel.Bytes is not { } tile)
        {
            MultiplyPlainly(left, right, destination);
        }
        else if (destination.Length > 0)
        {
            fixed (sbyte* leftStart = left.Values, rightStart = right.Values)
            fixed (int* sums = destination)
            {
                workspace.Product.Run(
                    tile, ProductOperand.Of(left, leftStart), ProductOperand.Of(right, rightStart), left.Columns, null, sums);
            }
        }
    }

    static void MultiplyPlainly(MatrixView<sbyte> left, MatrixView<sbyte> right, Span<int> destination)
    {
        for (int i = 0; i < left.Rows; i++)
        {
            for (int j = 0; j < right.Rows; j++)
            {
                int sum = 0;
                for (int term = 0; term < left.Columns; term++)
                {
                    sum += left[i, term] * right[j, term];
                }
                destination[i * right.Rows + j] = sum;
            }
        }
    }
}
