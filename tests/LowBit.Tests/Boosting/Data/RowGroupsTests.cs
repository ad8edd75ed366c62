using LowBit.Boosting;

namespace LowBit.Tests;

public class RowGroupsTests
{
    static Dataset Build(params int[] sizes) =>
        Dataset.FromArrays(new double[] { 1, 2, 3, 4, 5, 6 }, 6, 1, new double[6], new() { GroupSizes = sizes, NumThreads = 1 });

    [Fact]
    public void StartsAreSumsOfTheSizesBefore()
    {
        Assert.Equal([0, 2, 5, 6], Build(2, 3, 1).GroupStarts!);
        Assert.Equal([0, 2, 5, 6], Build(2, 3, 1).WithLabels(new double[6]).GroupStarts!);
    }

    [Fact]
    public void GroupsAddUpToTheRows() => Assert.Equal(
        "the sizes of 2 groups add up to 5 rows; the array has 6. Give each group's number of rows.",
        Assert.Throws<BadDataException>(() => Build(2, 3)).Message);

    [Fact]
    public void NoGroupIsEmpty() => Assert.Equal(
        "group 1 has 0 rows; a group has 1 or more.", Assert.Throws<BadDataException>(() => Build(6, 0)).Message);
}
