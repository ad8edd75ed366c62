using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>
/// The innermost part of a product, with the packing that it needs: a tile of <see cref="Height"/> rows and
/// <see cref="Width"/> columns, whose sums stay in registers.
/// </summary>
abstract unsafe class ProductTile
{
    internal const int Height = 6, MaxWidth = 32;

    const int ZeroWords = 64;

    readonly int* _zeroRows;

    /// <param name="left">Packs rows of the product.</param>
    /// <param name="right">Packs columns of the product; its padding is 0.</param>
    protected ProductTile(OperandPacker left, OperandPacker right)
    {
        (Left, Right) = (left, right);
        _zeroRows = Allocate(ZeroWords * Height, left.ZeroWord);
    }

    /// <summary>Columns.</summary>
    internal abstract int Width { get; }

    internal OperandPacker Left { get; }

    internal OperandPacker Right { get; }

    /// <summary>A row of zeros.</summary>
    protected static int* Zeros { get; } = Allocate(MaxWidth, 0);

    /// <summary>sums = start + left · rightᵀ over words, modulo 2³².</summary>
    /// <param name="left">[words × Height]</param>
    /// <param name="right">[words × Width]</param>
    /// <param name="words">How many.</param>
    /// <param name="start">[Height × Width] may be the same memory as sums.</param>
    /// <param name="startStride">Between rows of start.</param>
    /// <param name="sums">out: [Height × Width]</param>
    /// <param name="stride">Between rows of sums.</param>
    internal abstract void Multiply(int* left, int* right, int words, int* start, int startStride, int* sums, int stride);

    /// <summary>sums += float32(left · rightᵀ over words), each chain rounded once.</summary>
    internal abstract void AddChain(int* left, int* right, int words, float* sums, int stride);

    /// <summary>
    /// What sums start from, so that they are right in the end: less what a row of zeros gives, which is not 0 where the
    /// left operand carries an offset.
    /// </summary>
    /// <param name="right">[words × Width]</param>
    /// <param name="words">How many.</param>
    /// <param name="start">out: [Width]</param>
    internal void Start(int* right, int words, int* start)
    {
        int* sums = stackalloc int[Height * MaxWidth];
        new Span<int>(sums, Height * MaxWidth).Clear();
        for (int word = 0; word < words && Left.ZeroWord != 0; word += ZeroWords)
        {
            Multiply(
                _zeroRows, right + (nint)word * Width, Math.Min(ZeroWords, words - word), sums, Width, sums, Width);
        }
        for (int column = 0; column < Width; column++)
        {
            start[column] = -sums[column];
        }
    }

    static int* Allocate(int count, int value)
    {
        int* words = (int*)NativeMemory.AlignedAlloc((nuint)count * sizeof(int), 64); // as long as the process
        new Span<int>(words, count).Fill(value);
        return words;
    }
}
