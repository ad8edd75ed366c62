using LowBit.Numerics;

namespace LowBit.Tests;

public class RangeTrackerTests
{
    static readonly ValueRange[] Observed = [new(-4, 8), new(-2, 16), new(0, 4), new(-8, 0), new(-1, 1)];

    static readonly Dictionary<string, RangePolicy> Policies = new()
    {
        ["Current"] = RangePolicy.Current,
        ["RunningEma"] = RangePolicy.RunningEma(0.75),
        ["InHindsightEma"] = RangePolicy.InHindsightEma(0.75),
        ["DelayedHistory, max"] = RangePolicy.DelayedHistory(2, HistoryReduction.Max, 1),
        ["DelayedHistory, most recent"] = RangePolicy.DelayedHistory(3, HistoryReduction.MostRecent),
        ["Frozen"] = RangePolicy.Frozen(new(-1, 2)),
    };

    public static TheoryData<string> Names => [.. Policies.Keys];

    // The ranges that steps quantize with, in the order of calls that the tracker asks for.
    static List<ValueRange> Trace(RangeTracker tracker, IEnumerable<ValueRange> observed)
    {
        var used = new List<ValueRange>();
        foreach (var range in observed)
        {
            bool observesFirst = tracker.ObservesFirst;
            if (!observesFirst)
            {
                used.Add(tracker.Range);
            }
            tracker.Observe(range);
            if (observesFirst)
            {
                used.Add(tracker.Range);
            }
        }
        return used;
    }

    static List<ValueRange> Trace(string policy) => Trace(new(Policies[policy]), Observed);

    [Fact]
    public void CurrentIsTheStepsOwn() => Assert.Equal(Observed, Trace("Current"));

    [Fact]
    public void RunningAverageIncludesTheStep() => Assert.Equal(
        [new(-4, 8), new(-3.5, 10), new(-2.625, 8.5), new(-3.96875, 6.375), new(-3.2265625, 5.03125)], Trace("RunningEma"));

    [Fact]
    public void InHindsightIsTheRunningAverageOneStepLater() => Assert.Equal(
        [new(-4, 8), new(-4, 8), new(-3.5, 10), new(-2.625, 8.5), new(-3.96875, 6.375)], Trace("InHindsightEma"));

    [Fact]
    public void DelayedMaximumIsOfTheStepsBeforeTimesTheMargin() => Assert.Equal(
        [new(-8, 16), new(-8, 16), new(-8, 32), new(-4, 32), new(-16, 8)], Trace("DelayedHistory, max"));

    [Fact]
    public void MostRecentIsOfTheStepBefore() => Assert.Equal(
        [new(-4, 8), new(-4, 8), new(-2, 16), new(0, 4), new(-8, 0)], Trace("DelayedHistory, most recent"));

    [Fact]
    public void FrozenStays() => Assert.Equal(Enumerable.Repeat(new ValueRange(-1, 2), 5), Trace("Frozen"));

    [Theory]
    [InlineData("InHindsightEma")]
    [InlineData("DelayedHistory, max")]
    [InlineData("DelayedHistory, most recent")]
    [InlineData("Frozen")]
    public void RangesAfterTheFirstStepKnowNothingOfTheirOwn(string policy)
    {
        for (int step = 1; step < Observed.Length; step++)
        {
            var others = Observed.ToArray();
            others[step] = new(-1e6, 1e6);
            Assert.Equal(Trace(policy)[..(step + 1)], Trace(new(Policies[policy]), others)[..(step + 1)]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SavedAndLoadedTrackersGoOnWithTheSameBits(string policy)
    {
        var ranges = ScaleSamples.Normal(20).Select(x => new ValueRange(-Math.Abs(x), Math.Abs(x) / 3)).ToArray();
        for (int step = 0; step <= 10; step++)
        {
            RangeTracker first = new(Policies[policy]), second = new(Policies[policy]);
            Trace(first, ranges[..step]);
            first.Observe(new(double.NaN, double.NaN));
            byte[] state = new byte[first.StateLength];
            first.Save(state);
            second.Load(state);
            Assert.Equal((first.ObservationCount, first.SkippedCount, first.ObservesFirst), (second.ObservationCount, second.SkippedCount, second.ObservesFirst));
            Assert.Equal(first.Range, second.Range);
            Assert.Equal(Trace(first, ranges[step..]), Trace(second, ranges[step..]));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void StatesThatCannotBeAreRefusedAndChangeNothing(string policy)
    {
        var tracker = new RangeTracker(Policies[policy]);
        Trace(tracker, Observed);
        byte[] state = new byte[tracker.StateLength], other = new byte[tracker.StateLength];
        tracker.Save(state);
        foreach (int place in new[] { 0, 4, 8, 19, 27, 35, 43 }) // version, kind, length, the counts' signs, the range
        {
            byte[] bad = [.. state];
            bad[place] ^= 0xFF;
            Assert.Throws<InvalidDataException>(() => tracker.Load(bad));
        }
        Assert.Throws<InvalidDataException>(() => tracker.Load(state.AsSpan(1)));
        Assert.Throws<InvalidDataException>(() => tracker.Load([]));
        tracker.Save(other);
        Assert.Equal(state, other);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void OtherPoliciesStatesAreRefused(string policy)
    {
        var tracker = new RangeTracker(Policies[policy]);
        byte[] state = new byte[tracker.StateLength];
        tracker.Save(state);
        Assert.All(
            Policies.Where(other => other.Key != policy),
            other => Assert.Throws<InvalidDataException>(() => new RangeTracker(other.Value).Load(state)));
    }

    [Fact]
    public void RangesThatAreNotFiniteAreSkippedAndCounted()
    {
        var tracker = new RangeTracker(Policies["InHindsightEma"]);
        Assert.True(double.IsNaN(tracker.Range.Min) && tracker.ObservesFirst);
        tracker.Observe(new(double.NegativeInfinity, 1));
        Assert.True(double.IsNaN(tracker.Range.Max) && tracker.ObservesFirst);
        tracker.Observe(Observed[0]);
        tracker.Observe(new(double.NaN, double.NaN));
        Assert.Equal(Observed[0], tracker.Range);
        Assert.Equal((1, 2), (tracker.ObservationCount, tracker.SkippedCount));
    }

    [Fact]
    public void CurrentShowsARangeThatIsNotFinite()
    {
        var tracker = new RangeTracker(RangePolicy.Current);
        tracker.Observe(Observed[0]);
        tracker.Observe(new(double.NegativeInfinity, 1));
        Assert.True(double.IsNaN(tracker.Range.Min) && double.IsNaN(tracker.Range.Max));
    }

    [Fact]
    public void TrackersAreSeparateAndResetForgets()
    {
        RangeTracker first = new(Policies["DelayedHistory, max"]), second = new(Policies["DelayedHistory, max"]);
        Trace(first, Observed);
        Assert.Equal((5, 0), (first.ObservationCount, second.ObservationCount));
        first.Reset();
        Assert.Equal(Trace(second, Observed[2..]), Trace(first, Observed[2..]));
    }

    [Fact]
    public void ParametersOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RangePolicy.RunningEma(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangePolicy.InHindsightEma(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangePolicy.DelayedHistory(0, HistoryReduction.Max));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangePolicy.DelayedHistory(1, HistoryReduction.Max, 65));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangePolicy.Frozen(new(1, 2)));
        Assert.Throws<ArgumentException>(() => new RangeTracker(RangePolicy.Current).Observe(new(1, 2)));
    }
}
