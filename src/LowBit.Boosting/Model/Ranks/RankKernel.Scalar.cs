namespace LowBit.Boosting;

/// <summary>The reference.</summary>
sealed unsafe class ScalarRankKernel : RankKernel
{
    protected override void Compare(RankStep* step, RankStep* end, byte* planes, byte* work)
    {
        for (; step < end; step++)
        {
            for (int row = 0; row < RankedForest.GroupRows; row++)
            {
                bool goesLeft = planes[step->Plane + row] <= step->Test;
                work[step->Result + row] = work[(goesLeft ? step->Left : step->Right) + row];
            }
        }
    }

    protected override void LookUp(RankStep* step, RankStep* end, byte* sets, byte* planes, byte* work)
    {
        for (; step < end; step++)
        {
            for (int row = 0; row < RankedForest.GroupRows; row++)
            {
                byte rank = planes[step->Plane + row];
                bool goesLeft = (sets[step->Test + rank / 8] >> rank % 8 & 1) != 0;
                work[step->Result + row] = work[(goesLeft ? step->Left : step->Right) + row];
            }
        }
    }
}
