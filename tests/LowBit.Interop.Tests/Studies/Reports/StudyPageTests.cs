using LowBit.Studies;
using TorchSharp;

namespace LowBit.Interop.Tests;

public class StudyPageTests
{
    [Fact]
    public void PageHoldsVerdictTablesAndHowToRepeat()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        string page = StudyPage.Of(Outcome(StudyScale.Full));
        Assert.Contains("**Verdict: verified.**", page, StringComparison.Ordinal);
        Assert.Contains("| a beats b | ≥ 0 | 2.000 | 0.5774 | -0.4841 | 4.484 | inconclusive |", StudyPage.Of(Outcome(StudyScale.Full, least: 0)), StringComparison.Ordinal);
        Assert.Contains("| a | 13.00 ± 1.000 | 1.5 |", page, StringComparison.Ordinal);
        Assert.Contains("`lowbit-study int8 --data DIR --threads 1`", page, StringComparison.Ordinal);
    }

    [Fact]
    public void SmokeRunHasNoVerdictOnAnyClaim()
    {
        TorchPeer.LoadOrSkip();
        using var scope = torch.NewDisposeScope();
        var outcome = Outcome(StudyScale.Quick);
        Assert.Null(outcome.Verdict);
        Assert.DoesNotContain("verified |", StudyPage.Of(outcome), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("NaN", double.NaN)]
    [InlineData("1.235", 1.23456)]
    [InlineData("97.73", 97.7333)]
    [InlineData("-0.02000", -0.02)]
    [InlineData("1235", 1234.56)]
    [InlineData("1.235e+7", 12345678)]
    [InlineData("1.235e-5", 0.000012346)]
    public void NumbersHaveFourDigits(string text, double value) => Assert.Equal(text, StudyTables.Number(value));

    // Differences 1, 2 and 3: mean 2, standard error 1 / √3, interval −0.4841 … 4.484.
    static StudyOutcome Outcome(StudyScale scale, double least = -1)
    {
        ArmRun[] runs =
        [
            Run("a", 1, 12), Run("b", 1, 11), Run("a", 2, 12), Run("b", 2, 10), Run("a", 3, 15), Run("b", 3, 12),
        ];
        var claim = Claim.Difference("a beats b", "m", "a", "b", Bounds.AtLeast(least));
        var experiment = new Experiment(SmallTask.Digits(), [new("a", null, SmallTask.Sgd), new("b", null, SmallTask.Sgd)], [claim]) { SeedCount = 3 };
        var result = new ExperimentResult(experiment, runs, [ClaimResult.Of(claim, runs)]);
        return new(new Int8Study(), SmallTask.Settings with { Scale = scale, SeedCount = null }, [result], TimeSpan.FromMinutes(1));
    }

    static ArmRun Run(string arm, ulong seed, double value) => new(arm, seed, new() { ["m"] = value }, 1.5, "");
}
