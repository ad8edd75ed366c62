namespace LowBit.Numerics;

/// <summary>
/// The buffers and the threads of products. Buffers grow to what the largest product takes (about twice its 8-bit
/// operands, or as much as its 16-bit ones) and are used again, so that further products of one thread allocate nothing.
/// For one product at a time.
/// </summary>
public sealed class ProductWorkspace
{
    /// <summary>Makes an empty one.</summary>
    /// <param name="threads">How many threads share a product, ≥ 1. Results do not depend on it.</param>
    public ProductWorkspace(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (Threads, Product) = (threads, new PackedProduct(threads));
    }

    /// <summary>How many threads share a product.</summary>
    public int Threads { get; }

    internal PackedProduct Product { get; }
}
