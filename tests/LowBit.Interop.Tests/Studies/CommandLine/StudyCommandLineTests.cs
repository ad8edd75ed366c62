using System.Text.Json;
using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class StudyCommandLineTests
{
    [Fact]
    public void ListNamesTheStudies()
    {
        var run = StudyCommand.Of("--list");
        Assert.Equal(0, run.Code);
        Assert.StartsWith("study", run.Out, StringComparison.Ordinal);
        Assert.Contains("int8", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ListAsJsonHasNamesAndQuestions()
    {
        using var json = JsonDocument.Parse(StudyCommand.Of("--list", "--json").Out);
        var studies = json.RootElement.GetProperty("studies").EnumerateArray().ToList();
        Assert.Equal(StudyList.All.Select(study => study.Name), studies.Select(study => study.GetProperty("name").GetString()));
        Assert.All(studies, study => Assert.EndsWith("?", study.GetProperty("question").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void NoStudyIsRefused() =>
        Assert.Equal("no study named; allowed: int8, statquant, statquant-cifar, dqt.", StudyCommand.Refusal("--quick"));

    [Fact]
    public void UnknownStudyIsRefusedWithTheNearestOne()
    {
        string refusal = StudyCommand.Refusal("int9", "--quick");
        Assert.StartsWith("unknown study 'int9'; allowed: int8", refusal, StringComparison.Ordinal);
        Assert.EndsWith("Did you mean int8?", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown option --sedes. Did you mean --seeds? See lowbit-study --help.", "--sedes", "3")]
    [InlineData("--seeds needs a value. See lowbit-study --help.", "--seeds", "--quick")]
    [InlineData("--seeds is '1'; allowed: an integer from 2 to 100.", "--seeds", "1", "--quick")]
    [InlineData("--seeds is 'two'; allowed: an integer from 2 to 100.", "--seeds", "two", "--quick")]
    [InlineData("--threads is '0'; allowed: an integer from 1 to 1024.", "--threads", "0", "--quick")]
    [InlineData("the data folder /nowhere does not exist; give one that docs/data.md describes.", "--data", "/nowhere")]
    [InlineData("/nowhere/int8.md cannot be written: the folder /nowhere does not exist. Make it, or give another path.", "--quick", "--output", "/nowhere")]
    public void BadOptionIsRefused(string message, params string[] options) =>
        Assert.Equal(message, StudyCommand.Refusal(["int8", .. options]));

    [Fact]
    public void MissingDataIsRefused()
    {
        using var folder = new DataFolder();
        TorchPeer.SkipIfAbsent();
        Assert.Equal(
            $"{folder.Path}/mnist/train-labels-idx1-ubyte is missing, and so is train-labels-idx1-ubyte.gz; docs/data.md says what the folder holds.",
            StudyCommand.Refusal("int8", "--data", folder.Path));
    }
}
