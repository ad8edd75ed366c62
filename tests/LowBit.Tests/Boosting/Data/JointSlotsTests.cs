using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class JointSlotsTests
{
    [Fact]
    public void EveryColumnHasOneSlotOfAtMost256Values() => Cases.ForEach(500, Gen.Int[1, 256].Array[0, 60], counts =>
    {
        var slots = JointSlots.Of(counts);
        if (slots is not null)
        {
            Assert.Equal(Enumerable.Range(0, counts.Length), slots.SelectMany(slot => slot).Order());
            Assert.All(slots, slot => Assert.InRange(slot.Aggregate(1, (product, column) => product * counts[column]), 1, 256));
            Assert.True(slots.Length <= 0.75 * counts.Length);
        }
    });

    [Fact]
    public void FiveColumnsOfThreeValuesShareASlot() =>
        Assert.Equal([[0, 1, 2, 3, 4], [5, 6]], JointSlots.Of([3, 3, 3, 3, 3, 3, 3]));

    [Theory]
    [InlineData(200, 200, 200), InlineData(200, 2, 129), InlineData(17, 16, 200, 255)]
    public void WhereLittleIsSavedThereAreNone(params int[] counts) => Assert.Null(JointSlots.Of(counts));
}
