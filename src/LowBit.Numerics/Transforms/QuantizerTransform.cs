namespace LowBit.Numerics;

/// <summary>
/// A map of a matrix, with its inverse, that a quantizer works behind: x̂ = T⁻¹ Q(T x). Immutable; see each kind for its
/// source and error.
/// </summary>
public abstract record QuantizerTransform
{
    private protected QuantizerTransform()
    {
    }

    /// <summary>Whether the inverse needs nothing but this record, so that quantized matrices can be stored behind it.</summary>
    public virtual bool IsStorable => true;

    /// <summary>Orthonormal Walsh–Hadamard transform of blocks of a row; see <see cref="WalshHadamard"/>.</summary>
    /// <param name="size">Elements of a block; must divide the columns.</param>
    public static QuantizerTransform Hadamard(int size) => new HadamardBlocks(size, null);

    /// <summary>The same behind random signs of the columns; see <see cref="RandomizedHadamard"/>.</summary>
    /// <param name="size">Elements of a block; must divide the columns.</param>
    /// <param name="signs">Random words; that of index c decides the sign of column c.</param>
    public static QuantizerTransform RandomizedHadamard(int size, RandomStream signs) => new HadamardBlocks(size, signs);

    /// <summary>
    /// Rows of a large range are spread over rows of small ones; see <see cref="Numerics.BlockHouseholder"/>. The plan comes
    /// of the matrix, so this cannot be stored.
    /// </summary>
    public static QuantizerTransform BlockHouseholder { get; } = new HouseholderTransform();

    /// <summary>
    /// Subtracts the smallest value of each block of the quantizer's granularity, so that an unsigned grid from it to the
    /// largest value needs no clipping: the range quantizer of [Chen20 §4.1], unbiased with stochastic rounding but for the
    /// rounding of x − min and of the sum to floats. Not stored.
    /// </summary>
    public static QuantizerTransform Offset { get; } = new OffsetTransform();

    /// <summary>The largest magnitudes of each row pass by unquantized; see <see cref="OutlierSplit"/>. Not stored.</summary>
    /// <param name="count">How many of a row.</param>
    public static QuantizerTransform Outliers(int count) => new OutlierTransform(count);

    /// <summary>This transform first, then another one.</summary>
    /// <param name="next">What follows.</param>
    public QuantizerTransform Then(QuantizerTransform next) => new TransformChain(this, next);

    /// <summary>destination = T values; what the inverse needs of this matrix is returned.</summary>
    internal abstract object? Apply(
        ReadOnlySpan<float> values, int rows, int columns, Granularity granularity, KernelPath path, Span<float> destination);

    /// <summary>matrix = T⁻¹ matrix.</summary>
    internal abstract void Undo(
        object? state, int rows, int columns, Granularity granularity, KernelPath path, Span<float> matrix);
}
