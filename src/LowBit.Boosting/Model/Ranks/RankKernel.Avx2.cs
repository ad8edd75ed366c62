using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Boosting;

/// <summary>32 rows a vector; a set's 32 bytes are looked up in two registers of 16.</summary>
sealed unsafe class Avx2RankKernel : VectorRankKernel
{
    protected override void LookUp(RankStep* step, RankStep* end, byte* sets, byte* planes, byte* work)
    {
        var bitOf = Vector256.Create(0x8040201008040201ul).AsByte();
        for (; step < end; step++)
        {
            var low = Avx2.BroadcastVector128ToVector256(sets + step->Test);
            var high = Avx2.BroadcastVector128ToVector256(sets + step->Test + 16);
            for (int row = 0; row < RankedForest.GroupRows; row += Vector256<byte>.Count)
            {
                var ranks = Vector256.LoadAligned(planes + step->Plane + row);
                var index = (ranks.AsUInt16() >> 3).AsByte() & Vector256.Create((byte)15);
                // the highest bit of a rank says which half
                var bytes = Avx2.BlendVariable(Avx2.Shuffle(low, index), Avx2.Shuffle(high, index), ranks);
                var bits = Avx2.Shuffle(bitOf, ranks & Vector256.Create((byte)7));
                Choose(Vector256.Equals(bytes & bits, bits), step, work + row);
            }
        }
    }
}
