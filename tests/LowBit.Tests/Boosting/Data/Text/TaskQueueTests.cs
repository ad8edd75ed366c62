using LowBit.Boosting;

namespace LowBit.Tests;

public class TaskQueueTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 4)]
    [InlineData(1, 8)]
    [InlineData(100, 1)]
    [InlineData(100, 8)]
    public void EveryTaskRunsOnce(int taskCount, int threadCount)
    {
        int[] runs = new int[taskCount];
        TaskQueue.Run(taskCount, threadCount, () => task => Interlocked.Increment(ref runs[task]));
        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Fact]
    public void LowerTaskThatFailsLaterIsTheOneThatIsThrown()
    {
        using var secondFails = new ManualResetEventSlim();
        var error = Assert.Throws<BadDataException>(() => TaskQueue.Run(2, 2, () => task =>
        {
            if (task == 1)
            {
                secondFails.Set();
                throw new BadDataException("second");
            }
            secondFails.Wait(TestContext.Current.CancellationToken);
            throw new BadDataException("first");
        }));
        Assert.Equal("first", error.Message);
    }

    [Fact]
    public void ThreadThatCannotStartFailsTheRun() => Assert.Throws<BadDataException>(() =>
        TaskQueue.Run(5, 3, () => throw new BadDataException("no buffer")));

    [Fact]
    public void LowestFailureIsThrownOnAnyNumberOfThreads()
    {
        for (int threadCount = 1; threadCount <= 8; threadCount++)
        {
            var error = Assert.Throws<BadDataException>(() => TaskQueue.Run(1000, threadCount, () => task =>
            {
                if (task % 7 == 6)
                {
                    throw new BadDataException($"task {task}");
                }
            }));
            Assert.Equal("task 6", error.Message);
        }
    }
}
