using System.CommandLine;
using System.Globalization;
using LowBit.Boosting;
using LowBit.Neural;

namespace LowBit.Studies;

/// <summary><c>lowbit-study run NAME</c>: one study, from data to verdict.</summary>
sealed class RunVerb : Command
{
    const int MaxSeeds = 100, MaxThreads = 1024;

    readonly Argument<string> _name = new("name") { Description = "The study; see lowbit-study list." };
    readonly Option<string> _data = new("--data") { Description = "Folder of the data sets; docs/data.md names its files. [default: the variable LOWBIT_DATA]", HelpName = "DIR" };
    readonly Option<bool> _quick = new("--quick") { Description = "A smoke run of seconds without a verdict, on small data that comes with the command." };
    readonly Option<string> _seeds = new("--seeds") { Description = "Repetitions, each with another initialization and order of batches. [default: what each experiment needs]", HelpName = "N" };
    readonly Option<string> _threads = new("--threads") { Description = "Threads of libtorch; part of what the weights depend on. [default: 1]", HelpName = "N" };
    readonly Option<string> _output = new("--output") { Description = "Existing folder for NAME.md and NAME.json.", HelpName = "DIR" };
    readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };

    public RunVerb(Session session) : base("run", "Runs a study: trains its arms on the same seeds, and says what became of its claims.")
    {
        Add(_name);
        foreach (var option in (Option[])[_data, _quick, _seeds, _threads, _output, _json])
        {
            Add(option);
        }
        SetAction(result => Run(result, session));
    }

    void Run(ParseResult result, Session session)
    {
        var study = StudyList.Named(result.GetRequiredValue(_name));
        var settings = Settings(result);
        string? output = result.GetValue(_output);
        var files = StudyFiles.Of(study.Name, output);
        TorchLibrary.Load();
        var outcome = StudyRun.Of(study, settings, session);
        files?.Write(outcome);
        if (result.GetValue(_json))
        {
            Json.Write(session.Out, json => StudyJson.Write(json, outcome));
        }
        else
        {
            StudyText.Write(session.Out, outcome);
        }
    }

    StudySettings Settings(ParseResult result)
    {
        var scale = result.GetValue(_quick) ? StudyScale.Quick : StudyScale.Full;
        string? folder = result.GetValue(_data);
        return new(
            scale, Files(scale, folder),
            result.GetValue(_seeds) is { } seeds ? Count("--seeds", seeds, 2, MaxSeeds) : null,
            result.GetValue(_threads) is { } threads ? Count("--threads", threads, 1, MaxThreads) : 1);
    }

    static DataFiles Files(StudyScale scale, string? folder) =>
        folder is not null ? DataFiles.In(folder)
        : scale == StudyScale.Quick ? DataFiles.Included
        : Environment.GetEnvironmentVariable("LOWBIT_DATA") is { Length: > 0 } named ? DataFiles.In(named)
        : throw new BadOptionException(
            "no data: give --data DIR or set LOWBIT_DATA to the folder that docs/data.md describes, or take --quick for a smoke run.");

    static int Count(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value : throw new BadOptionException($"{option} is '{text}'; allowed: an integer from {least} to {most}.");
}
