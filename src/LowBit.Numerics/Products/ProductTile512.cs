using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// A tile of 6 × 32 sums in twelve registers of 16 lanes. A step takes one word of each row: two loads on the right, six
/// broadcasts on the left, twelve <typeparamref name="TDot"/>.
/// </summary>
sealed unsafe class ProductTile512<TDot>(OperandPacker left, OperandPacker right) : ProductTile(left, right)
    where TDot : struct, IWordDot<Vector512<int>>
{
    internal override int Width => 2 * Vector512<int>.Count;

    internal override void Multiply(int* left, int* right, int words, int* start, int startStride, int* sums, int stride) =>
        Run<IntegerSums>(left, right, words, start, startStride, sums, stride);

    internal override void AddChain(int* left, int* right, int words, float* sums, int stride) =>
        Run<ChainSums>(left, right, words, Zeros, 0, (int*)sums, stride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<TStore>(int* left, int* right, nint words, int* start, nint startStride, int* sums, nint stride)
        where TStore : struct, ISumStore
    {
        const int Half = 16;
        var s00 = Vector512.Load(start);
        var s01 = Vector512.Load(start + Half);
        var s10 = Vector512.Load(start + startStride);
        var s11 = Vector512.Load(start + startStride + Half);
        var s20 = Vector512.Load(start + 2 * startStride);
        var s21 = Vector512.Load(start + 2 * startStride + Half);
        var s30 = Vector512.Load(start + 3 * startStride);
        var s31 = Vector512.Load(start + 3 * startStride + Half);
        var s40 = Vector512.Load(start + 4 * startStride);
        var s41 = Vector512.Load(start + 4 * startStride + Half);
        var s50 = Vector512.Load(start + 5 * startStride);
        var s51 = Vector512.Load(start + 5 * startStride + Half);
        for (int* end = right + words * 2 * Half; right != end; right += 2 * Half, left += Height)
        {
            var right0 = Vector512.Load(right);
            var right1 = Vector512.Load(right + Half);
            var left0 = Vector512.Create(left[0]);
            s00 = TDot.Add(s00, left0, right0);
            s01 = TDot.Add(s01, left0, right1);
            var left1 = Vector512.Create(left[1]);
            s10 = TDot.Add(s10, left1, right0);
            s11 = TDot.Add(s11, left1, right1);
            var left2 = Vector512.Create(left[2]);
            s20 = TDot.Add(s20, left2, right0);
            s21 = TDot.Add(s21, left2, right1);
            var left3 = Vector512.Create(left[3]);
            s30 = TDot.Add(s30, left3, right0);
            s31 = TDot.Add(s31, left3, right1);
            var left4 = Vector512.Create(left[4]);
            s40 = TDot.Add(s40, left4, right0);
            s41 = TDot.Add(s41, left4, right1);
            var left5 = Vector512.Create(left[5]);
            s50 = TDot.Add(s50, left5, right0);
            s51 = TDot.Add(s51, left5, right1);
        }
        TStore.Store(s00, sums);
        TStore.Store(s01, sums + Half);
        TStore.Store(s10, sums + stride);
        TStore.Store(s11, sums + stride + Half);
        TStore.Store(s20, sums + 2 * stride);
        TStore.Store(s21, sums + 2 * stride + Half);
        TStore.Store(s30, sums + 3 * stride);
        TStore.Store(s31, sums + 3 * stride + Half);
        TStore.Store(s40, sums + 4 * stride);
        TStore.Store(s41, sums + 4 * stride + Half);
        TStore.Store(s50, sums + 5 * stride);
        TStore.Store(s51, sums + 5 * stride + Half);
    }
}
