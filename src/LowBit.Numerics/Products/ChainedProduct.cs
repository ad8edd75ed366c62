using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Products of matrices of up to 16-bit integers: short chains of terms are summed in int32, their sums converted to
/// float32 and added there [Das18].
/// </summary>
public static class ChainedProduct
{
    /// <summary>
    /// destination[i, j] = Σ over chains of float32(Σ over the chain's terms t of left[i, t] · right[j, t]). Terms
    /// 0 … L − 1 are the first chain and so on. A chain's sum is exact; it is rounded to float32, to nearest even, and
    /// added to those before it, from +0 on. With C chains of sums s the error is at most Σ|s| · C · u / (1 − C · u), u = 2⁻²⁴.
    /// The same bits on every path and any number of threads. Allocates nothing with one thread, once the workspace has
    /// grown.
    /// </summary>
    /// <param name="left">[m × k] any layout.</param>
    /// <param name="right">[n × k] any layout.</param>
    /// <param name="chain">Bits of both operands, and terms of a chain.</param>
    /// <param name="workspace">Buffers and threads.</param>
    /// <param name="path">How to compute it.</param>
    /// <param name="destination">
    /// out: [m × n] row-major, without gaps; what is behind stays as it is. Must not overlap the operands.
    /// </param>
    /// <exception cref="ArgumentException">Shapes do not match, or a value has more bits than stated.</exception>
    public static void Multiply(
        MatrixView<short> left, MatrixView<short> right, IntegerChain chain, ProductWorkspace workspace, KernelPath path,
        Span<float> destination) =>
        Multiply(left, right, chain, workspace, ProductKernel.Of(path), destination);

    /// <summary>
    /// <see cref="Multiply(MatrixView{short}, MatrixView{short}, IntegerChain, ProductWorkspace, KernelPath, Span{float})"/>
    /// with chains of any length and levels of any size, which int32 may not hold: to see what a chain that is too long
    /// does. Slow.
    /// </summary>
    /// <param name="left">[m × k]</param>
    /// <param name="right">[n × k]</param>
    /// <param name="chainLength">Terms of a chain, ≥ 1.</param>
    /// <param name="overflow">What an overflow leaves in the chain's sum.</param>
    /// <param name="destination">out: [m × n] row-major, without gaps; what is behind stays as it is.</param>
    /// <returns>How many additions within chains did not fit int32, in order of the terms.</returns>
    public static long MultiplyCounting(
        MatrixView<short> left, MatrixView<short> right, int chainLength, AccumulatorOverflow overflow,
        Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chainLength, 1);
        destination = ProductShape.Check(left, right, destination);
        return MultiplyPlainly(left, right, chainLength, new Accumulator(32, overflow), destination);
    }

    internal static unsafe void Multiply(
        MatrixView<short> left, MatrixView<short> right, IntegerChain chain, ProductWorkspace workspace,
        ProductKernel kernel, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentOutOfRangeException.ThrowIfLessThan(chain.Length, 1, nameof(chain));
        destination = ProductShape.Check(left, right, destination);
        CheckLevels(left, chain, nameof(left));
        CheckLevels(right, chain, nameof(right));
        if (kernel.Shorts is not { } tile)
        {
            MultiplyPlainly(left, right, chain.Length, new Accumulator(32, AccumulatorOverflow.WrapAround), destination);
            return;
        }
        destination.Clear();
        if (destination.Length > 0 && left.Columns > 0)
        {
            fixed (short* leftStart = left.Values, rightStart = right.Values)
            fixed (float* sums = destination)
            {
                workspace.Product.Run(
                    tile, ProductOperand.Of(left, leftStart), ProductOperand.Of(right, rightStart), left.Columns,
                    chain.Length, (int*)sums);
            }
        }
    }

    static long MultiplyPlainly(
        MatrixView<short> left, MatrixView<short> right, int chainLength, Accumulator accumulator, Span<float> destination)
    {
        long overflows = 0;
        for (int i = 0; i < left.Rows; i++)
        {
            for (int j = 0; j < right.Rows; j++)
            {
                float sum = 0;
                for (int start = 0, end; start < left.Columns; start = end)
                {
                    end = (int)Math.Min(left.Columns, (long)start + chainLength);
                    int chain = 0;
                    for (int term = start; term < end; term++)
                    {
                        chain = accumulator.Add(chain, left[i, term] * right[j, term], ref overflows);
                    }
                    sum += chain;
                }
                destination[i * right.Rows + j] = sum;
            }
        }
        return overflows;
    }

    static void CheckLevels(MatrixView<short> matrix, IntegerChain chain, string name)
    {
        (int lines, int length) = matrix.Order == StorageOrder.RowMajor
            ? (matrix.Rows, matrix.Columns)
            : (matrix.Columns, matrix.Rows);
        for (int line = 0; line < lines && length > 0; line++)
        {
            (short least, short most) = Range(matrix.Values.Slice(line * matrix.Stride, length));
            if (most > chain.MaxLevel || least < -chain.MaxLevel)
            {
                throw new ArgumentException(
                    $"{name} has values from {least} to {most}; {chain.Bits} bits hold -{chain.MaxLevel} to {chain.MaxLevel}. "
                    + "Clamp them, or state more bits.", name);
            }
        }
    }

    static (short Least, short Most) Range(ReadOnlySpan<short> values)
    {
        short least = 0, most = 0;
        var vectors = MemoryMarshal.Cast<short, Vector256<short>>(values);
        Vector256<short> low = default, high = default;
        foreach (ref readonly var vector in vectors)
        {
            low = Vector256.Min(low, vector);
            high = Vector256.Max(high, vector);
        }
        for (int lane = 0; lane < Vector256<short>.Count; lane++)
        {
            (least, most) = (Math.Min(least, low[lane]), Math.Max(most, high[lane]));
        }
        foreach (short value in values[(vectors.Length * Vector256<short>.Count)..])
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }
        return (least, most);
    }
}
