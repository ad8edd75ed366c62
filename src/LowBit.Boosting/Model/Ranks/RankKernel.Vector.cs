using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>32 rows a vector; categories 16, with a set's 32 bytes in two registers.</summary>
unsafe class VectorRankKernel : RankKernel
{
    protected sealed override void Compare(RankStep* step, RankStep* end, byte* planes, byte* work)
    {
        for (; step < end; step++)
        {
            var most = Vector256.Create((byte)step->Test);
            for (int row = 0; row < RankedForest.GroupRows; row += Vector256<byte>.Count)
            {
                var ranks = Vector256.LoadAligned(planes + step->Plane + row);
                var goesLeft = Vector256.Equals(Vector256.Min(ranks, most), ranks); // no unsigned ≤ in AVX2
                Choose(goesLeft, step, work + row);
            }
        }
    }

    protected override void LookUp(RankStep* step, RankStep* end, byte* sets, byte* planes, byte* work)
    {
        var bitOf = Vector128.Create(0x8040201008040201ul).AsByte();
        for (; step < end; step++)
        {
            var (low, high) = (Vector128.Load(sets + step->Test), Vector128.Load(sets + step->Test + 16));
            for (int row = 0; row < RankedForest.GroupRows; row += Vector128<byte>.Count)
            {
                var ranks = Vector128.LoadAligned(planes + step->Plane + row);
                var index = (ranks.AsUInt16() >> 3).AsByte() & Vector128.Create((byte)15);
                var isHigh = Vector128.LessThan(ranks.AsSByte(), Vector128<sbyte>.Zero).AsByte();
                var bytes = Vector128.ConditionalSelect(
                    isHigh, Vector128.Shuffle(high, index), Vector128.Shuffle(low, index));
                var bits = Vector128.Shuffle(bitOf, ranks & Vector128.Create((byte)7));
                Vector128.ConditionalSelect(
                    Vector128.Equals(bytes & bits, bits), Vector128.LoadAligned(work + step->Left + row),
                    Vector128.LoadAligned(work + step->Right + row)).StoreAligned(work + step->Result + row);
            }
        }
    }

    protected static void Choose(Vector256<byte> goesLeft, RankStep* step, byte* work) => Vector256.ConditionalSelect(
        goesLeft, Vector256.LoadAligned(work + step->Left), Vector256.LoadAligned(work + step->Right))
        .StoreAligned(work + step->Result);
}
