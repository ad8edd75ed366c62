using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>
/// An orthonormal Hadamard transform of blocks along one axis of a product (<see cref="WalshHadamard"/>), with random signs
/// at its input if wanted (<see cref="RandomizedHadamard"/>). Immutable.
/// </summary>
public sealed record AxisTransform
{
    /// <summary>Blocks of a size that divides the axis.</summary>
    /// <param name="size">Elements of a block: a power of two, or one times 12, 20, 28, …</param>
    public AxisTransform(int size)
    {
        Size = WalshHadamard.IsSize(size) ? size
            : throw new RecipeException($"There are no Hadamard matrices of size {size} here: it is no {nameof(WalshHadamard)}.IsSize.");
    }

    /// <summary>Elements of a block.</summary>
    public int Size { get; }

    /// <summary>
    /// Whether random signs come first: those of the forward product stay, so that outputs are the same twice; those of
    /// the others are new at each step.
    /// </summary>
    public bool IsRandomized { get; init; }

    internal void Apply(Span<float> matrix, int columns, TransformAxis axis, int length, RandomStream signs, ulong firstSign)
    {
        if (IsRandomized)
        {
            new RandomizedHadamard(length, Size, signs, firstSign, Isa.Best).Apply(matrix, columns, axis, matrix);
        }
        else
        {
            WalshHadamard.Apply(matrix, columns, axis, Size, Isa.Best, matrix);
        }
    }

    internal void Undo(Span<float> matrix, int columns, TransformAxis axis, int length, RandomStream signs, ulong firstSign)
    {
        if (IsRandomized)
        {
            new RandomizedHadamard(length, Size, signs, firstSign, Isa.Best).ApplyInverse(matrix, columns, axis, matrix);
        }
        else
        {
            WalshHadamard.ApplyInverse(matrix, columns, axis, Size, Isa.Best, matrix);
        }
    }
}
