using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Boosting;

/// <summary>64 rows a vector; a set, twice, is a table of 64 bytes for one permutation.</summary>
sealed unsafe class Avx512RankKernel : RankKernel
{
    protected override void Compare(RankStep* step, RankStep* end, byte* planes, byte* work)
    {
        for (; step < end; step++)
        {
            var ranks = Vector512.LoadAligned(planes + step->Plane);
            Choose(Vector512.LessThanOrEqual(ranks, Vector512.Create((byte)step->Test)), step, work);
        }
    }

    protected override void LookUp(RankStep* step, RankStep* end, byte* sets, byte* planes, byte* work)
    {
        var bitOf = Vector512.Create(0x8040201008040201ul).AsByte();
        for (; step < end; step++)
        {
            var half = Vector256.Load(sets + step->Test);
            var ranks = Vector512.LoadAligned(planes + step->Plane);
            // bits 0 to 4 of the index choose the byte; bit 5 the copy, bits 6 and 7 are not looked at
            var bytes = Avx512Vbmi.PermuteVar64x8(Vector512.Create(half, half), (ranks.AsUInt16() >> 3).AsByte());
            var bits = Avx512BW.Shuffle(bitOf, ranks & Vector512.Create((byte)7));
            Choose(Vector512.Equals(bytes & bits, bits), step, work);
        }
    }

    static void Choose(Vector512<byte> goesLeft, RankStep* step, byte* work) => Vector512.ConditionalSelect(
        goesLeft, Vector512.LoadAligned(work + step->Left), Vector512.LoadAligned(work + step->Right))
        .StoreAligned(work + step->Result);
}
