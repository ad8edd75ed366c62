using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>What one row adds to a bin, in one kind of words.</summary>
interface IBinSums<TSelf> where TSelf : struct, IBinSums<TSelf>
{
    /// <summary>Words of a bin.</summary>
    static abstract int Words { get; }

    /// <summary>What a row adds.</summary>
    /// <param name="rows">The rows of a leaf.</param>
    /// <param name="i">Which of them.</param>
    static abstract TSelf Of(in RowSegment rows, int i);

    /// <summary>Adds the row.</summary>
    /// <param name="bin">in, out: [<see cref="Words"/>].</param>
    unsafe void AddTo(long* bin);
}

/// <summary>Gradient sum · 2³² + hessian sum.</summary>
readonly unsafe struct PackedSums(long word) : IBinSums<PackedSums>
{
    public static int Words => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackedSums Of(in RowSegment rows, int i) => new(((long)(rows.Packed[i] >> 8) << 32) + (rows.Packed[i] & 0xFF));

    public long Word => word;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(long* bin) => bin[0] += word;
}

/// <summary>Packed sums, row count.</summary>
readonly unsafe struct CountedSums(PackedSums sums) : IBinSums<CountedSums>
{
    public static int Words => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CountedSums Of(in RowSegment rows, int i) => new(PackedSums.Of(rows, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(long* bin)
    {
        sums.AddTo(bin);
        bin[1]++;
    }
}

/// <summary>Gradient sum, hessian sum.</summary>
readonly unsafe struct WideSums(FixedPointPair pair) : IBinSums<WideSums>
{
    public static int Words => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideSums Of(in RowSegment rows, int i) => new(rows.Gradients[rows.Rows[i]]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(long* bin)
    {
        bin[0] += pair.Gradient;
        bin[1] += pair.Hessian;
    }
}

/// <summary>Gradient sum, hessian sum, row count.</summary>
readonly unsafe struct CountedWideSums(WideSums sums) : IBinSums<CountedWideSums>
{
    public static int Words => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CountedWideSums Of(in RowSegment rows, int i) => new(WideSums.Of(rows, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(long* bin)
    {
        sums.AddTo(bin);
        bin[2]++;
    }
}

/// <summary>
/// Gradient sum, hessian sum and row count in the 22, 22 and 20 bits of one word: all three at the price of one add, for a
/// run of rows.
/// </summary>
readonly unsafe struct CountedRunSums(long word) : IBinSums<CountedRunSums>
{
    public const int CountBits = 20, HessianBits = 22, GradientShift = CountBits + HessianBits;

    public const int MaxCount = (1 << CountBits) - 1, MaxHessian = (1 << HessianBits) - 1, MaxGradient = (1 << 21) - 1;

    public static int Words => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CountedRunSums Of(in RowSegment rows, int i) =>
        new(((long)(rows.Packed[i] >> 8) << GradientShift) + ((rows.Packed[i] & 0xFF) << CountBits) + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(long* bin) => bin[0] += word;
}
