using LowBit.Neural;

namespace LowBit.Interop.Tests;

/// <summary>Settings as texts.</summary>
public class CanonicalTextTests
{
    [Fact]
    public void FieldsStandInOrderOfTheirNamesAndThoseThatAreOffAreLeftOut()
    {
        Assert.Equal("Settings{A=0.1;Name=\"x\\u0022\";}", CanonicalText.Of(new Settings(0, "x\"", 0.1)));
        Assert.Equal("Settings{A=-0;B=[1,2,];Count=3;Inner=Settings{};Kind=Tuesday;Pair=ValueTuple`2{Item1=1;Item2=0.5;};}", CanonicalText.Of(
            new Settings(3, "", -0.0) { B = [1, 2], Inner = new(0, "", 0), Kind = DayOfWeek.Tuesday, Pair = (1, 0.5) }));
    }

    [Fact]
    public void UseChangesNoText()
    {
        var settings = new Settings(1, "", 0) { Late = new(() => 1) };
        Assert.Equal("Settings{Count=1;}", CanonicalText.Of(settings));
        Assert.Equal(1, settings.Late.Value);
        Assert.Equal("Settings{Count=1;}", CanonicalText.Of(settings));
    }

    [Fact]
    public void WhatIsNotKnownIsRefused() =>
        Assert.Throws<NotSupportedException>(() => CanonicalText.Of(new Settings(1, "", 0) { When = DateTime.UnixEpoch }));

    sealed record Settings(int Count, string Name, double A)
    {
        public int[] B { get; init; } = [];

        public Settings? Inner { get; init; }

        public DayOfWeek? Kind { get; init; }

        public (int, double)? Pair { get; init; }

        public Lazy<int>? Late { get; init; }

        public DateTime? When { get; init; }
    }
}
