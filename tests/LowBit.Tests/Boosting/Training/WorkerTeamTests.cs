using LowBit.Boosting;

namespace LowBit.Tests;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(8)]
    public void EveryElementIsInOneRangeWhateverTheGrain(int threads)
    {
        using var team = new WorkerTeam(threads);
        foreach (int count in (int[])[0, 1, 2, 7, 64, 1000])
        {
            foreach (int grain in (int[])[1, 3, 64, 5000])
            {
                int[] calls = new int[count];
                team.ForRanges(count, grain, (begin, end) =>
                {
                    Assert.True(begin % grain == 0 && end == Math.Min(count, begin + grain));
                    for (int i = begin; i < end; i++)
                    {
                        Interlocked.Increment(ref calls[i]);
                    }
                });
                Assert.All(calls, called => Assert.Equal(1, called));
            }
        }
    }

    [Fact]
    public void RangesUpToTheLargestCountAreCovered()
    {
        using var team = new WorkerTeam(2);
        long sum = 0;
        team.ForRanges(int.MaxValue, 1 << 30, (begin, end) => Interlocked.Add(ref sum, end - begin));
        Assert.Equal(int.MaxValue, sum);
    }

    [Fact]
    public void AWorkerHelpsTheOthersWhenItIsDone()
    {
        using var team = new WorkerTeam(2);
        using var done = new CountdownEvent(7);
        int waiting = 0;
        team.ForRanges(8, 1, (worker, begin, end) =>
        {
            // one range waits for all the others: its worker's share is done by the other worker
            if (Interlocked.Exchange(ref waiting, 1) == 0)
            {
                done.Wait(TestContext.Current.CancellationToken);
            }
            else
            {
                done.Signal();
            }
        });
        Assert.Equal(0, done.CurrentCount);
    }

    [Fact]
    public void EachPieceOfWorkIsCalledOnce()
    {
        using var team = new WorkerTeam(3);
        int[] calls = new int[3];
        team.Run(index => Interlocked.Increment(ref calls[index]));
        Assert.Equal([1, 1, 1], calls);
    }

    [Fact]
    public void AFailureReachesTheCallerAndTheTeamGoesOn()
    {
        using var team = new WorkerTeam(2);
        Assert.Throws<InvalidOperationException>(() => team.ForRanges(10, 1, (begin, _) => throw new InvalidOperationException($"{begin}")));
        int count = 0;
        team.ForRanges(10, 1, (_, _) => Interlocked.Increment(ref count));
        Assert.Equal(10, count);
    }
}
