using System.CommandLine;
using System.Globalization;
using LowBit.Boosting;
using LowBit.Neural;

namespace LowBit.Studies;

/// <summary><c>lowbit-study NAME</c>: one study, from data to verdict; <c>lowbit-study --list</c>: which there are.</summary>
sealed class StudyCommandLine : RootCommand
{
    const int MaxSeeds = 100, MaxThreads = 1024;

    readonly Argument<string?> _name = new("name") { Description = "The study.", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<bool> _list = new("--list") { Description = "Names the studies and their questions." };
    readonly Option<string> _data = new("--data") { Description = "Folder of the data sets; docs/data.md names its files. [default: the variable LOWBIT_DATA]", HelpName = "DIR" };
    readonly Option<bool> _quick = new("--quick") { Description = "A smoke run of seconds without a verdict, on small data that comes with the command." };
    readonly Option<string> _seeds = new("--seeds") { Description = "Repetitions, each with another initialization and order of batches. [default: what each experiment needs]", HelpName = "N" };
    readonly Option<string> _threads = new("--threads") { Description = "Threads of libtorch; part of what the weights depend on. [default: 1]", HelpName = "N" };
    readonly Option<string> _output = new("--output") { Description = "Existing folder for NAME.md and NAME.json.", HelpName = "DIR" };
    readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };

    StudyCommandLine(Session session)
        : base("One experiment for each paper on low-bit training, with paired seeds, a control and a verdict.")
    {
        Add(_name);
        foreach (var option in (Option[])[_list, _data, _quick, _seeds, _threads, _output, _json])
        {
            Add(option);
        }
        SetAction(result => Run(result, session));
    }

    /// <exception cref="BadOptionException">The arguments name no study, or an option that is not there.</exception>
    public static void Invoke(string[] args, Session session)
    {
        var command = new StudyCommandLine(session);
        new Invocation(command, "lowbit-study", static root => root.Options.Select(known => known.Name)).Run(args, session);
    }

    void Run(ParseResult result, Session session)
    {
        if (result.GetValue(_list))
        {
            StudyList.Write(session.Out, result.GetValue(_json));
            return;
        }
        var study = StudyList.Named(result.GetValue(_name));
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
