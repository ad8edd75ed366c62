using System.Globalization;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>What <c>train</c> is asked to do, checked before any data is read.</summary>
sealed record TrainingJob(string Data, IReadOnlyList<string> Valid, string? Model, BoosterOptions Options, DatasetOptions Columns,
    CheckpointOptions Checkpoints)
{
    /// <param name="set">Parameters of the command line and of the file.</param>
    /// <param name="data">Training data of the command line; null: the file's.</param>
    /// <param name="valid">Validation data of the command line; empty: the file's.</param>
    /// <param name="session">Takes the notes.</param>
    public static TrainingJob From(ParameterSet set, string? data, IReadOnlyList<string> valid, Session session)
    {
        data ??= set.Command.GetValueOrDefault("data") ?? throw new BadOptionException("there is no training data; give --data FILE.");
        valid = valid.Count > 0 ? valid : [set.Command.GetValueOrDefault("valid", "")];
        valid = [.. valid.SelectMany(path => File.Exists(path) ? [path] : path.Split(',', StringSplitOptions.RemoveEmptyEntries))];
        CheckTask(set);
        // As in LightGBM, validation on the training file is the training metric.
        bool isTrainingMetric = set.Options.IsProvideTrainingMetric || valid.Contains(data);
        var options = set.Options with { IsProvideTrainingMetric = isTrainingMetric };
        valid = [.. valid.Where(path => path != data)];
        OptionRules.Check(options, valid.Count);
        string? model = set.Command.GetValueOrDefault("output_model"), binary = BinaryOf(set, data);
        var checkpoints = CheckpointsOf(set);
        foreach (string path in new[] { model, binary, checkpoints.Path }.OfType<string>())
        {
            OutputFile.Check(path);
        }
        if (checkpoints.Resume is { } resume)
        {
            CheckpointFile.Load(resume); // an hour of loading is not lost on a wrong file
        }
        var input = set.Command.GetValueOrDefault("input_model") is { } start ? BoostedTrees.Load(start) : null;
        session.Show(set.Notes);
        var (columns, scores) = InitScoresOf(set, data);
        columns = columns with { InputModel = input, Cancellation = session.Cancellation };
        return new(data, valid, model, options, columns, checkpoints) { InitScoreFile = scores, Binary = binary };
    }

    /// <summary>Where the binned training data is saved, validation sets beside it; null: nowhere.</summary>
    public string? Binary { get; private init; }

    /// <summary>The time of each phase is measured and told.</summary>
    public bool IsProfiled { get; init; }

    /// <summary>A name, or as in LightGBM true for the data's name with .bin behind it.</summary>
    static string? BinaryOf(ParameterSet set, string data) => set.Command.GetValueOrDefault("save_binary", "false") switch
    {
        "false" or "0" or "" => null,
        "true" or "1" or "+" => data + ".bin",
        var path => path,
    };

    /// <summary>File of the initial scores of the training rows; null: none is named, or it is the one beside the data.</summary>
    public string? InitScoreFile { get; private init; }

    public double[]? InitScores() => InitScoreFile is null ? null : SideFiles.ReadInitScores(InitScoreFile);

    /// <summary>Columns with those of initial scores, or the file that holds them.</summary>
    public static (DatasetOptions Columns, string? File) InitScoresOf(ParameterSet set, string data)
    {
        string given = set.Command.GetValueOrDefault("init_score", "");
        if (!File.Exists(given))
        {
            return (set.Data with { InitScoreColumns = given.Split(',', StringSplitOptions.RemoveEmptyEntries) }, null);
        }
        bool isBeside = SideFiles.FindInitScores(data) is { } beside && Path.GetFullPath(beside) == Path.GetFullPath(given);
        return (set.Data, isBeside ? null : given);
    }

    static CheckpointOptions CheckpointsOf(ParameterSet set)
    {
        var options = new CheckpointOptions
        {
            Path = set.Command.GetValueOrDefault("checkpoint"),
            Resume = set.Command.GetValueOrDefault("resume"),
        };
        return !set.Command.TryGetValue("checkpoint_every", out string? every) ? options
            : options.Path is not null ? options with { Every = int.Parse(every, CultureInfo.InvariantCulture) }
            : throw new BadOptionException("checkpoint_every is given and no checkpoint; name its file (--checkpoint FILE).");
    }

    static void CheckTask(ParameterSet set)
    {
        if (set.Command.GetValueOrDefault("task", "train") is var task and not ("train" or "training"))
        {
            throw new BadOptionException($"the file of parameters is for task '{task}'; train takes task = train. Use the verb for that task.");
        }
    }
}
