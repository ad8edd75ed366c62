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
